import type { Discovered } from "../run/merge-sources.ts";
import type { Overlap } from "../run/overlap.ts";
import type { Noted } from "./recording.ts";

export interface DiscoveryRequest {
  /** When the command began, as ISO text; null when an earlier step did the training. */
  readonly startedAt: string | null;
  /** What the command printed, where it was kept. */
  readonly output: string | null;
  /** Patterns that are left out. */
  readonly ignore: readonly string[];
  /** Whether the training has ended in order; while it goes on, and after a kill, the last line of a file may be cut. */
  readonly ended: boolean;
  /** Runs that went on in the workspace at the same time; absent where there was none. */
  readonly overlap?: Overlap;
}

/** Finds and reads, without configuration, what training code has left in the workspace. */
export interface Discovery {
  find(request: DiscoveryRequest): Promise<Noted<Discovered>>;
}
