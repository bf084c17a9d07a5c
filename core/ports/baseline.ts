import type { CommitSha, ModelName, RunId, StageName } from "../names.ts";
import type { Notebook } from "../notebook/notebook.ts";
import type { RunSeries } from "../run/artifact-name.ts";
import type { Curves } from "../run/metric.ts";
import type { Run } from "../run/run.ts";

export interface BaselineQuery {
  /** The experiment, and the leg of a matrix: a leg is compared with its own past. */
  readonly series: RunSeries;
  /** The branch whose newest finished run is the baseline. */
  readonly branch: string;
  /** The run that is compared: never its own baseline. */
  readonly except: RunId;
  /** GitHub's id of the workflow run that it is part of; an earlier attempt of the same is no baseline either. */
  readonly workflowRun: number | null;
  /** Whether workflow runs that began after that one count, too; they do where nothing is said. */
  readonly later?: boolean;
  /** How many runs of the branch to read for the noise, the baseline among them; none when left out. */
  readonly history?: number;
  /** Whether to read the curves of those as well, where they are kept: only a value at a step needs them. */
  readonly historyCurves?: boolean;
  /** Goals of the run that is compared: a run that diverged in one of them is passed over where an older one did not. */
  readonly goals?: Run["goals"];
}

/** How many runs that failed, diverged or cannot be read are passed over for one baseline, and as many for its history. */
export const MAX_PASSED_OVER = 5;

/** Why there is no baseline: each is said in the comment. */
export type BaselineAbsence =
  | "no-run" // the experiment has no run on the branch (or none of this repository's own)
  | "expired" // there were runs, but GitHub deleted their artifacts
  | "unfinished" // the newest runs there failed or were cancelled
  | "unreadable" // the newest runs there could not be read
  | "unavailable" // GitHub could not be asked
  | "not-found" // the run that was asked for by its id is not there
  | "gone" // GitHub has deleted the artifact of the run that was asked for
  | "no-registry" // a version was asked for, and nothing names the registry
  | "no-model" // the registry has no such model
  | "no-version" // the model has no such version
  | "no-holder" // no version holds the stage that was asked for
  | "registry-unreadable" // the registry's files could not be understood
  | "registry-unavailable"; // the registry could not be read

export type Baseline =
  | {
      readonly found: true;
      readonly run: Run;
      /** Empty when the artifact holds no curves that can be read. */
      readonly curves: Curves;
      /** The workflow artifact that holds it; null for a run that is kept on a machine. */
      readonly artifact: { readonly id: number; readonly name: string } | null;
      /** The version of a model whose run it is; absent for a run that was not named by one. */
      readonly version?: {
        readonly model: ModelName;
        readonly version: number;
        readonly stage: StageName;
      };
      /** Finished runs of the branch, newest first, this one among them; empty when no history was asked for. */
      readonly history: readonly Run[];
      /** Their curves by the ids of the runs, where they were asked for and can be read. */
      readonly historyCurves?: ReadonlyMap<RunId, Curves>;
      /** Runs that were passed over on the way and why; at most a few. */
      readonly notes: readonly string[];
    }
  | { readonly found: false; readonly reason: BaselineAbsence; readonly notes: readonly string[] };

export type FoundBaseline = Extract<Baseline, { readonly found: true }>;

/** A run by its own id, or by the id of the workflow artifact that holds it. */
export type NamedRun =
  | { readonly kind: "run"; readonly id: RunId }
  | { readonly kind: "artifact"; readonly id: number };

/** Whose repeats are looked for: runs of the same series, and where a workflow made it, of the same workflow run. */
export interface RepeatsQuery {
  readonly of: Run;
}

export interface Repeats {
  /** Finished runs, in no order. */
  readonly runs: readonly Run[];
  /** Curves of those whose record holds some that can be read, by the id of the run. */
  readonly curves?: ReadonlyMap<RunId, Curves>;
  /** What could not be read, one line each. */
  readonly notes: readonly string[];
}

/**
 * Finds runs to compare with. Looks at no more than a few candidates and reads no more of an artifact than the record
 * itself.
 */
export interface BaselineSource {
  /** The newest finished run of an experiment on a branch that did not diverge. Runs of forks never count. */
  newest(query: BaselineQuery): Promise<Baseline>;
  /** One run that somebody named, whatever its branch and status. A run id is looked for in this series only. */
  named(name: NamedRun, series: RunSeries): Promise<Baseline>;
  /**
   * The other runs that may repeat one: those of the experiment in its workflow run, legs of a matrix or several steps. Of
   * runs that no workflow made, those that are kept beside it.
   */
  repeats(query: RepeatsQuery): Promise<Repeats>;
  /**
   * The code of a notebook that the run of a baseline executed; undefined where its record keeps none. Absent where no
   * record is reached.
   */
  notebook?(of: FoundBaseline, path: string): Promise<Notebook | undefined>;
  /** How many commits of `head` are not in `base`; null when that is not known. Absent where nobody can be asked. */
  commits?(base: CommitSha, head: CommitSha): Promise<number | null>;
}
