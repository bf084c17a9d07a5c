import { type CurvePoint, encodeMetric, type MetricSummary, type MetricValue } from "../run/metric.ts";
import type { MetricGoal } from "../run/run.ts";

interface TakeFrom {
  readonly goal: MetricGoal["goal"];
  readonly points: readonly CurvePoint[];
}

/**
 * The one value of a metric that is compared. `best` is the largest where more is better, the smallest where less is, and
 * the last one without a goal. `step:N` is the value at step N, or the last one before it; undefined where the curve
 * does not reach back so far, or is not known.
 */
export function takeValue(
  summary: MetricSummary,
  take: MetricGoal["take"],
  { goal, points }: TakeFrom,
): MetricValue | undefined {
  switch (take) {
    case undefined:
    case "last":
      return summary.last;
    case "min":
      return summary.min;
    case "max":
      return summary.max;
    case "best":
      return { maximize: summary.max, minimize: summary.min, none: summary.last }[goal];
    default:
      return valueAtStep(summary, Number(take.slice("step:".length)), points);
  }
}

function valueAtStep(
  summary: MetricSummary,
  step: number,
  points: readonly CurvePoint[],
): MetricValue | undefined {
  // A resumed training counts its steps anew, and what it reported last is what counts.
  let found: CurvePoint | undefined;
  for (const point of points) {
    if (point.step <= step && (found === undefined || point.step >= found.step)) found = point;
  }
  if (found !== undefined) return encodeMetric(found.value);
  return summary.step === step ? summary.last : undefined;
}
