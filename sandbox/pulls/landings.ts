import type { Pull } from "../state/entities.ts";
import type { World } from "../world.ts";

/**
 * Merges under way. A squash or rebase puts commits on the base that do not contain the head, so nothing in git
 * tells that they landed it: whoever merges announces the commit before moving the base.
 */
const announced = new WeakMap<World, Map<number, string>>();

/** Runs `move` while `commit` counts as the landing of the pull request. */
export async function landingAs<T>(
  world: World,
  pull: Pull,
  commit: string,
  move: () => Promise<T>,
): Promise<T> {
  const landings = announced.get(world) ?? new Map<number, string>();
  announced.set(world, landings);
  landings.set(pull.id, commit);
  try {
    return await move();
  } finally {
    landings.delete(pull.id);
  }
}

export function landingOf(world: World, pull: Pull, tip: string): boolean {
  return announced.get(world)?.get(pull.id) === tip;
}
