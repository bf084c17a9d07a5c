import type { World } from "../world.ts";

/** What the process that runs a workflow can be asked to do with it. */
export interface LiveRun {
  cancel(): void;
  /** Starts the next attempt; it runs on its own. */
  rerun(): void;
  /** Settles when the attempt has ended. */
  readonly ended: Promise<unknown>;
}

const all = new WeakMap<World, Map<number, LiveRun>>();

/** Runs of this process by id: those that an earlier process ran can be read, but not cancelled or run again. */
export function liveRuns(world: World): Map<number, LiveRun> {
  const known = all.get(world) ?? new Map<number, LiveRun>();
  all.set(world, known);
  return known;
}
