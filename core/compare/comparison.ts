import type { DataVersion } from "../data/data-version.ts";
import type { CommitSha } from "../names.ts";
import type { MetricValue } from "../run/metric.ts";
import type { MetricGoal, ParamValue } from "../run/run.ts";

/**
 * How one metric stands against the reference. Without a goal it can only be `changed`, or `within` when it is
 * equal.
 */
export type MetricVerdict = "better" | "worse" | "within" | "changed" | "new" | "missing";

export interface MetricChange {
  readonly name: string;
  readonly value: MetricValue | null;
  readonly reference: MetricValue | null;
  /** `value - reference`; null where either is missing or not finite. */
  readonly change: number | null;
  /** `change / |reference|`; null where that has no meaning. */
  readonly ratio: number | null;
  readonly goal: MetricGoal["goal"];
  readonly tolerance: number;
  readonly verdict: MetricVerdict;
}

/** One named thing that differs: `reference` null means added, `value` null means removed. */
export interface Difference<T> {
  readonly name: string;
  readonly value: T | null;
  readonly reference: T | null;
}

export interface CodeChange {
  readonly repository: string | null;
  readonly commit: CommitSha | null;
  readonly reference: CommitSha | null;
  /** True when the work tree differed from the commit, so that the commit alone does not tell the code. */
  readonly dirty: boolean;
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
  readonly environment: readonly Difference<string>[];
  readonly code: CodeChange;
  /** Metrics whose goal or tolerance is not the reference's: a change of the yardstick itself. */
  readonly goals: readonly Difference<MetricGoal>[];
}
