import type { LiveFinds, LivePart } from "../../core/ports/live.ts";

/** Shortest time between two looks, and how much longer than a look itself it is at least: 5 % of the time. */
const SHORTEST_MS = 2_000;
const TIMES_A_LOOK = 20;

/**
 * A part that is looked at only so often that looking costs the training little: files that take a second to read are read
 * every twenty. In between it tells what it told before.
 */
export function seldom(part: LivePart, now: () => number, shortest: number = SHORTEST_MS): LivePart {
  let finds: LiveFinds | undefined;
  let next = Number.NEGATIVE_INFINITY;
  return {
    read: async (take) => {
      const begun = now();
      if (finds !== undefined && begun < next) return finds;
      finds = await part.read(take);
      const ended = now();
      next = ended + Math.max(shortest, TIMES_A_LOOK * (ended - begun));
      return finds;
    },
    close: async () => await part.close?.(),
  };
}
