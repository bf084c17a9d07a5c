import { decodeMetric, type MetricSummary, type MetricValue } from "../run/metric.ts";
import type { MetricGoal, Run } from "../run/run.ts";
import type { MetricChange, MetricVerdict, Verdict } from "./comparison.ts";

const NO_GOAL: MetricGoal = { goal: "none", tolerance: 0 };

/** A change this small against the values is rounding: 0.905 - 0.9 must not exceed a tolerance of 0.005. */
const ROUNDING = 1e-12;

/** Compares the last values of all metrics of either run by the candidate's goals. Those with a goal come first. */
export function compareMetrics(candidate: Run, reference: Run): readonly MetricChange[] {
  const names = new Set([...Object.keys(candidate.metrics), ...Object.keys(reference.metrics)]);
  const changes = Array.from(names, (name) =>
    compareMetric(name, goalOf(candidate, name) ?? goalOf(reference, name) ?? NO_GOAL, {
      value: summaryOf(candidate, name)?.last ?? null,
      reference: summaryOf(reference, name)?.last ?? null,
    }),
  );
  return changes.sort(byGoalThenName);
}

/** The metrics of a run that has nothing to be compared with, all of them `new`. */
export function listMetrics(run: Run): readonly MetricChange[] {
  const changes = Object.entries(run.metrics).map(([name, { last }]) =>
    compareMetric(name, goalOf(run, name) ?? NO_GOAL, { value: last, reference: null }),
  );
  return changes.sort(byGoalThenName);
}

/** The verdict over all metrics with a goal. One that is missing now counts as worse: unknown is not green. */
export function overallVerdict(metrics: readonly MetricChange[]): Verdict {
  const judged = metrics.filter((metric) => metric.goal !== "none");
  const better = judged.some((metric) => metric.verdict === "better");
  const worse = judged.some((metric) => metric.verdict === "worse" || metric.verdict === "missing");
  if (better && worse) return "mixed";
  if (worse) return "worse";
  return better ? "better" : "same";
}

interface Pair {
  readonly value: MetricValue | null;
  readonly reference: MetricValue | null;
}

function compareMetric(name: string, { goal, tolerance }: MetricGoal, pair: Pair): MetricChange {
  const change = changeOf(pair);
  const reference = pair.reference === null ? 0 : decodeMetric(pair.reference);
  const ratio = change === null || reference === 0 ? null : change / Math.abs(reference);
  const verdict = verdictOf({ goal, tolerance }, pair);
  return {
    name,
    ...pair,
    change,
    ratio: ratio !== null && Number.isFinite(ratio) ? ratio : null,
    goal,
    tolerance,
    verdict,
  };
}

function changeOf({ value, reference }: Pair): number | null {
  if (typeof value !== "number" || typeof reference !== "number") return null;
  const change = value - reference;
  return Number.isFinite(change) ? change : null;
}

function verdictOf({ goal, tolerance }: MetricGoal, { value, reference }: Pair): MetricVerdict {
  if (reference === null) return "new";
  if (value === null) return "missing";
  if (value === reference) return "within";
  if (goal === "none") return "changed";
  const finite = typeof value === "number";
  const referenceFinite = typeof reference === "number";
  // NaN and both infinities mean that the run diverged, whichever way the goal points.
  if (!finite || !referenceFinite) {
    if (finite === referenceFinite) return "within";
    return finite ? "better" : "worse";
  }
  const change = value - reference;
  const slack = tolerance + ROUNDING * Math.max(Math.abs(value), Math.abs(reference));
  if (Math.abs(change) <= slack) return "within";
  return change > 0 === (goal === "maximize") ? "better" : "worse";
}

function byGoalThenName(a: MetricChange, b: MetricChange): number {
  const rank = (metric: MetricChange) => (metric.goal === "none" ? 1 : 0);
  return rank(a) - rank(b) || (a.name < b.name ? -1 : a.name > b.name ? 1 : 0);
}

// Metric names are the user's, and `constructor` is one of them.
function goalOf(run: Run, name: string): MetricGoal | undefined {
  return Object.hasOwn(run.goals, name) ? run.goals[name] : undefined;
}

function summaryOf(run: Run, name: string): MetricSummary | undefined {
  return Object.hasOwn(run.metrics, name) ? run.metrics[name] : undefined;
}
