import type { RunId } from "../../core/names.ts";
import type { RunStore } from "../../core/ports/run-store.ts";
import type { RunConfig } from "../../core/run/config.ts";
import type { JobContext } from "../../core/run/job-context.ts";
import type { RecordedRun, RecordPorts } from "../../usecases/record-run.ts";

/** What `pedigree run` starts: a program with its arguments, or a line for the shell. */
export type Program =
  | { readonly kind: "words"; readonly words: readonly [string, ...string[]] }
  | { readonly kind: "shell"; readonly line: string };

/** The runs of this machine, and what makes new ones. Built by `wire.ts`. */
export interface LocalRuns {
  /** The store's folder. */
  readonly root: string;
  readonly store: RunStore;
  /** Where the files of a run are. */
  folderOf(id: RunId): string;
  /** What the present folder says of a run of these words. */
  context(words: readonly string[]): Promise<JobContext>;
  /** The configuration; the usual one may be absent, one that is named may not. Raises what reading it raises. */
  config(path: string | undefined): Promise<RunConfig>;
  /** Patterns that keep the store itself out of what is recorded; none where it lies elsewhere. */
  readonly leftOut: readonly string[];
  /** Values that are never written. */
  readonly secrets: readonly string[];
  recording(program: Program): RecordPorts;
  /** Takes a record into the store; returns the folder that holds it now. */
  keep(recorded: RecordedRun): Promise<string>;
}
