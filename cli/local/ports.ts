import type { PedigreeError } from "../../core/errors.ts";
import type { RunId } from "../../core/names.ts";
import type { PlotReader } from "../../core/ports/plots.ts";
import type { RunStore } from "../../core/ports/run-store.ts";
import type { Batch } from "../../core/ports/tracking-store.ts";
import type { RunRequest } from "../../core/run/assemble.ts";
import type { RunConfig } from "../../core/run/config.ts";
import type { JobContext } from "../../core/run/job-context.ts";
import type { Asked, LiveRun, Presence } from "../../core/run/live-run.ts";
import type { TrackingVariables } from "../../core/run/tracking-variables.ts";
import type { LivePlaces } from "../../usecases/live-source.ts";
import type { RecordedRun, RecordPorts } from "../../usecases/record-run.ts";
import type { TrainingStart } from "../../usecases/watch-command.ts";
import type { WatchPorts } from "../../usecases/watch-run.ts";

/** What `pedigree run` starts: a program with its arguments, or a line for the shell. */
export type Program =
  | { readonly kind: "words"; readonly words: readonly [string, ...string[]] }
  | { readonly kind: "shell"; readonly line: string };

/** COMMAND_FAILED, and the status that a shell gives for it: 127 for a program that is not found, 126 for one that may not run. */
export interface Refusal {
  readonly error: PedigreeError;
  readonly status: 126 | 127;
}

/** A recorder that was started, and how training code reaches it. */
export interface StartedRun extends TrackingVariables {
  readonly live: LiveRun;
}

/** What is known of a run when it begins. */
export interface BegunHere {
  readonly asked: Asked;
  readonly experiment: string;
  /** The branch of the checkout, null on none. */
  readonly branch: string | null;
}

export type Watching = (start: TrainingStart, request: RunRequest, id: RunId) => WatchPorts;

/** The runs of this machine, and what makes new ones. Built by `wire.ts`. */
export interface LocalRuns {
  /** The store's folder. */
  readonly root: string;
  readonly store: RunStore;
  /** Where the files of a run are. */
  readonly folderOf: (id: RunId) => string;
  /** What the present folder says of a run of these words. */
  readonly context: (words: readonly string[]) => Promise<JobContext>;
  /** The configuration; the usual one may be absent, one that is named may not. Raises what reading it raises. */
  readonly config: (path: string | undefined) => Promise<RunConfig>;
  /** The same of another folder, for a run that was begun there. */
  readonly at: (folder: string) => Pick<LocalRuns, "context" | "config" | "leftOut">;
  /** Patterns that keep the store itself out of what is recorded; none where it lies elsewhere. */
  readonly leftOut: readonly string[];
  /** Values that are never written. */
  readonly secrets: readonly string[];
  /** Why a program cannot be started, null where it can; a line of the shell tells by itself. */
  readonly refusalOf: (program: Program) => Refusal | null;
  /** What records a run of a program; it listens to what the program tracks, and keeps word of the run meanwhile. */
  readonly recording: (program: Program, begun: BegunHere & { readonly line: string }) => RecordPorts;
  /** The same without a program and without listening, for a run that is told at once. */
  readonly telling: RecordPorts;
  /** Starts a recorder that stays when this process ends. */
  readonly begin: (begun: BegunHere) => Promise<StartedRun>;
  /** What records a run that was begun before, from what its recorder has heard. */
  readonly resuming: (live: LiveRun) => RecordPorts;
  /** Runs that have begun and are not recorded yet, the newest first. */
  readonly live: () => Promise<readonly LiveRun[]>;
  /** Where whoever records the run, or listens to it, is at work. */
  readonly presenceOf: (live: LiveRun) => Promise<Presence>;
  /** Variables of the run that the shell of this process has still. */
  readonly leftVariables: (id: RunId) => readonly string[];
  /** Where a run that goes on tells what it does: what it tracks, writes and prints. */
  readonly places: (live: LiveRun) => Promise<LivePlaces>;
  /** What watches a command of this process. */
  readonly watching: Watching;
  /** Logs to the run of the environment; returns how it is called. Raises INPUT_INVALID where there is none. */
  readonly log: (batch: Batch) => Promise<string>;
  /** Reads what a run left to look at, from the folder of its record. */
  readonly plots: PlotReader["read"];
  /** Takes a record into the store; returns the folder that holds it now. */
  readonly keep: (recorded: RecordedRun) => Promise<string>;
}
