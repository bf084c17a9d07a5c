import type { RunId } from "../names.ts";
import type { Curves } from "../run/metric.ts";
import type { Run } from "../run/run.ts";

export interface BaselineQuery {
  readonly experiment: string;
  /** The branch whose newest finished run is the baseline. */
  readonly branch: string;
  /** The run that is compared: never its own baseline. */
  readonly except: RunId;
  /** GitHub's id of the workflow run that it is part of; an earlier attempt of the same is no baseline either. */
  readonly workflowRun: number | null;
}

/** Why there is no baseline: each is said in the comment. */
export type BaselineAbsence =
  | "no-run" // the experiment has no run on the branch (or none of this repository's own)
  | "expired" // there were runs, but GitHub deleted their artifacts
  | "unfinished" // the newest runs there failed or were cancelled
  | "unreadable" // the newest runs there could not be read
  | "unavailable"; // GitHub could not be asked

export type Baseline =
  | {
      readonly found: true;
      readonly run: Run;
      /** Empty when the artifact holds no curves that can be read. */
      readonly curves: Curves;
      readonly artifact: { readonly id: number; readonly name: string };
      /** Runs that were passed over on the way and why; at most a few. */
      readonly notes: readonly string[];
    }
  | { readonly found: false; readonly reason: BaselineAbsence; readonly notes: readonly string[] };

/**
 * Finds the newest finished run of an experiment on a branch. Runs of forks never count. Looks at no more than a
 * few candidates and reads no more of an artifact than the record itself.
 */
export interface BaselineSource {
  newest(query: BaselineQuery): Promise<Baseline>;
}
