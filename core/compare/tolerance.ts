import type { MetricValue } from "../run/metric.ts";
import type { MetricGoal } from "../run/run.ts";

/**
 * A tolerance in units of the metric. `"1%"` is a hundredth of the reference's size; without a finite reference it is 0, so that
 * nothing is tolerated of which the size is not known.
 */
export function toleranceOf({ tolerance }: MetricGoal, reference: MetricValue | null): number {
  if (typeof tolerance === "number") return tolerance;
  if (typeof reference !== "number") return 0;
  return (Math.abs(reference) * Number(tolerance.slice(0, -1))) / 100;
}
