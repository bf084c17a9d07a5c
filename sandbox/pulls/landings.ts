import type { Pull } from "../state/entities.ts";
import type { World } from "../world.ts";

/**
 * Merges under way. A squash or rebase puts commits on the base that do not contain the head, so nothing in git
 * tells that they landed it: whoever merges announces the commit before moving the base.
 */
const announced = new WeakMap<World, Map<number, Landing>>();

interface Landing {
  readonly commit: string;
  /** The head that it lands: one that was pushed meanwhile is not part of it. */
  readonly headSha: string;
}

/** Runs `move` while `commit` counts as the landing of the pull request at its present head. */
export async function landingAs<T>(
  world: World,
  pull: Pull,
  commit: string,
  move: () => Promise<T>,
): Promise<T> {
  const landings = announced.get(world) ?? new Map<number, Landing>();
  announced.set(world, landings);
  landings.set(pull.id, { commit, headSha: pull.headSha });
  try {
    return await move();
  } finally {
    landings.delete(pull.id);
  }
}

export function landingOf(world: World, pull: Pull, tip: string): boolean {
  const landing = announced.get(world)?.get(pull.id);
  return landing?.commit === tip && landing.headSha === pull.headSha;
}
