import type { DataVersion } from "../data/data-version.ts";
import type { CommitSha } from "../names.ts";
import type { MetricValue } from "../run/metric.ts";
import type { MetricGoal, ParamValue } from "../run/run.ts";
import type { NoiseBand } from "./noise.ts";
import type { Spread, TestResult } from "./samples.ts";

/**
 * How one metric stands against the reference. Without a goal it can only be `changed`, or `within` when it is
 * equal. `within` is a change of at most the tolerance; `noise` is one that is larger, and not larger than what
 * repeats or earlier runs show of themselves.
 */
export type MetricVerdict = "better" | "worse" | "within" | "noise" | "changed" | "new" | "missing";

/**
 * `slice`: one slice of another metric, `auc/slice=female`. `repeat`: one of its repeats, `auc/fold=2`. `aside`: it tells of
 * the machine, or of a run within the run, and nobody gave it a goal.
 */
export type MetricPartKind = "metric" | "slice" | "repeat" | "aside";

export interface MetricChange {
  readonly name: string;
  readonly value: MetricValue | null;
  readonly reference: MetricValue | null;
  /** `value - reference`; null where either is missing or not finite. */
  readonly change: number | null;
  /** `change / |reference|`; null where that has no meaning. */
  readonly ratio: number | null;
  readonly goal: MetricGoal["goal"];
  /** In units of the metric, also where it was given as a share of the reference. */
  readonly tolerance: number;
  /** Which value of the curve is compared; undefined is the last one. */
  readonly take: MetricGoal["take"];
  readonly part: MetricPartKind;
  /** Whether it counts for the verdict: it has a goal of its own. A slice has its metric's goal, and only shows it. */
  readonly judged: boolean;
  /** Null for a single value. */
  readonly spread: Spread | null;
  readonly referenceSpread: Spread | null;
  /** Null where neither side was repeated, or nothing varied. */
  readonly test: TestResult | null;
  /** Null where it is not known, and where a test says more. */
  readonly noise: NoiseBand | null;
  readonly verdict: MetricVerdict;
}

/** One named thing that differs: `reference` null means added, `value` null means removed. */
export interface Difference<T> {
  readonly name: string;
  readonly value: T | null;
  readonly reference: T | null;
}

/** Something of the environment that differs: the software that was installed, or the machine. */
export interface EnvironmentDifference extends Difference<string> {
  readonly part: "software" | "hardware";
}

export interface CodeChange {
  readonly repository: string | null;
  readonly commit: CommitSha | null;
  readonly reference: CommitSha | null;
  /** True when the work tree differed from the commit, so that the commit alone does not tell the code. */
  readonly dirty: boolean;
  /** The same of the reference. */
  readonly referenceDirty: boolean;
}

/**
 * `failed`: the run did not finish. `none`: there is nothing to compare with. `same`: no metric with a goal moved
 * beyond its tolerance.
 */
export type Verdict = "better" | "worse" | "mixed" | "same" | "none" | "failed";

export interface Comparison {
  readonly verdict: Verdict;
  /** Those with a goal first, then by name. */
  readonly metrics: readonly MetricChange[];
  readonly params: readonly Difference<ParamValue>[];
  readonly data: readonly Difference<DataVersion>[];
  readonly environment: readonly EnvironmentDifference[];
  readonly code: CodeChange;
  /** Notebooks whose code differs, where both records hold it: how many cells there were, and what became of them. */
  readonly notebooks?: readonly Difference<string>[];
  /** The words of the commands that no parameter tells, where they differ by more than the values of parameters. */
  readonly command?: Difference<string>;
  /** Metrics whose goal or tolerance is not the reference's: a change of the yardstick itself. */
  readonly goals: readonly Difference<MetricGoal>[];
}
