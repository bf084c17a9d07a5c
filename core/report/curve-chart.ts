import type { CurvePoint, Curves } from "../run/metric.ts";
import { CHART_POINTS, countUndrawn, drawable, valueAt } from "./curve-points.ts";
import { type MeanCurve, meanCurve } from "./mean-curve.ts";

export interface CurveChart {
  readonly metric: string;
  readonly from: number;
  readonly to: number;
  readonly low: number;
  readonly high: number;
  /** How far the axes reach, which tells how many digits are needed on them. */
  readonly width: number;
  readonly height: number;
  /** Values at evenly spaced steps from `from` to `to`. */
  readonly line: readonly number[];
  /** The baseline's values at the same steps; null without one. */
  readonly reference: readonly number[] | null;
  /** The step at which the baseline ended before this run did, null otherwise. */
  readonly referenceEnds: number | null;
  /** The smallest and largest values of the runs that `line` is the mean of, at the same steps; null for a single run. */
  readonly band: { readonly low: readonly number[]; readonly high: readonly number[] } | null;
  /** What the lines are, in own words; empty where there is one line of one run. */
  readonly legend: string;
  /** How many points are NaN, infinite or too large and therefore not drawn. */
  readonly broken: number;
}

/** A line of a chart: a run's own curve, or the mean of runs that repeat one another. */
export interface CurveSide {
  readonly points: readonly CurvePoint[];
  readonly mean?: MeanCurve;
}

/** What is drawn of one side: the mean where several runs have the curve, else that of the first, which is the run itself. */
export function curveSide(metric: string, runs: readonly Curves[]): CurveSide {
  const mean = meanCurve(runs.map((curves) => curves.get(metric) ?? []));
  return mean === undefined ? { points: runs[0]?.get(metric) ?? [] } : { points: mean.points, mean };
}

/**
 * A curve as a line chart over the steps of this run, with the baseline's beside it. A Mermaid `xychart-beta` spaces the
 * values of a line evenly over the whole axis, so both are read off at the same evenly spaced steps. Undefined
 * when there are not two finite points to draw.
 */
export function curveChart(
  metric: string,
  { points, mean }: CurveSide,
  reference: CurveSide,
): CurveChart | undefined {
  const own = drawable(points);
  const first = own[0];
  const last = own.at(-1);
  if (first === undefined || last === undefined || first.step === last.step) return undefined;
  const count = Math.min(CHART_POINTS, own.length);
  const steps = Array.from(
    { length: count },
    (_, i) => first.step + ((last.step - first.step) * i) / (count - 1),
  );
  const line = steps.map((step) => valueAt(own, step));
  const other = drawable(reference.points);
  const otherLine = other.length < 2 ? null : steps.map((step) => valueAt(other, step));
  const otherEnd = other.at(-1)?.step ?? last.step;
  const band = mean?.low.length === count ? { low: mean.low, high: mean.high } : null;
  const values = [...line, ...(otherLine ?? []), ...(band?.low ?? []), ...(band?.high ?? [])];
  const { low, high } = padded(Math.min(...values), Math.max(...values));
  return {
    metric,
    from: first.step,
    to: last.step,
    low,
    high,
    width: last.step - first.step,
    height: high - low,
    line,
    reference: otherLine,
    referenceEnds: otherLine !== null && otherEnd < last.step ? otherEnd : null,
    band,
    legend: legendOf(mean, otherLine === null ? null : reference),
    broken: mean?.broken ?? countUndrawn(points),
  };
}

function legendOf(mean: MeanCurve | undefined, reference: CurveSide | null): string {
  if (mean === undefined && reference === null) return "";
  const own =
    mean === undefined
      ? "🔵 this run"
      : `🔵 mean of ${mean.count} repeats, in lighter blue the smallest and the largest value`;
  if (reference === null) return own;
  const { mean: before } = reference;
  return `${own}, 🟠 ${before === undefined ? "baseline" : `baseline: mean of ${before.count} repeats`}`;
}

export function padded(low: number, high: number): { low: number; high: number } {
  const pad = high === low ? Math.max(Math.abs(high) * 0.05, 0.05) : (high - low) * 0.05;
  return { low: low - pad, high: high + pad };
}
