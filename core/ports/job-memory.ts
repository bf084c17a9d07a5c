import type { LiveMark } from "../live/live-mark.ts";
import type { RunId } from "../names.ts";
import type { WorkTree } from "./recording.ts";

/** A run that the first part of a step began and its last part closes. */
export interface BegunRun {
  readonly id: RunId;
  /** `2026-01-31T12:00:00.000Z` */
  readonly startedAt: string;
  /** The folder of its recorder; null where none was started. */
  readonly session: string | null;
  /** As it stood when the run began; null where there was none yet. */
  readonly workTree: WorkTree | null;
  /** What is missing of that work tree, such as a patch that is too large; warnings of the record. */
  readonly workTreeWarnings?: readonly string[];
}

/** What the parts of one step tell each other: a runner hands it on, also when one of them was killed. */
export interface JobMemory {
  /** Replaces what was kept before. */
  keep(run: BegunRun): Promise<void>;
  /** The run is recorded in this folder: nothing is left to close, but the record to be sent. */
  recorded(folder: string): void;
  /** The record was sent, or could not be. */
  sent(): void;
  /** What an earlier part kept; null where it kept nothing or the run is recorded. */
  recall(): Promise<BegunRun | null>;
  /** The folder of a record that an earlier part made and was killed before it could send it; null where there is none. */
  unsent(): string | null;
}

/** Which check run shows the training, so that the step's last part can end it where its own part was killed. */
export interface LiveMemory {
  /** Null when it is ended. */
  keep(mark: LiveMark | null): void;
  /** What this part of the step kept, else what an earlier one did. */
  recall(): LiveMark | null;
}
