import type { Pull } from "../state/entities.ts";
import type { World } from "../world.ts";
import { emitPull } from "./events.ts";

export interface Landing {
  /** The commit that shows as the merge: the base's new tip. */
  readonly commit: string;
  /** The base's tip before. It stays the pull request's base, so that its diff remains what was merged. */
  readonly baseSha: string;
  readonly actorId: number;
}

/** Marks a pull request as merged and tells it. */
export async function markMerged(world: World, pull: Pull, landing: Landing): Promise<void> {
  const now = world.now();
  pull.mergedAt = now;
  pull.mergedById = landing.actorId;
  pull.mergeCommitSha = landing.commit;
  pull.baseSha = landing.baseSha;
  await closePull(world, pull, landing.actorId);
}

export async function closePull(world: World, pull: Pull, actorId: number): Promise<void> {
  const now = world.now();
  pull.state = "closed";
  pull.closedAt = now;
  pull.updatedAt = now;
  world.save();
  await emitPull(world, pull, { action: "closed", senderId: actorId });
}
