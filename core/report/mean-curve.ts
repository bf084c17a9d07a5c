import type { CurvePoint } from "../run/metric.ts";
import { CHART_POINTS, countUndrawn, drawable, valueAt } from "./curve-points.ts";

/** The curve of a metric over runs that repeat one another. */
export interface MeanCurve {
  readonly points: readonly CurvePoint[];
  /** The smallest and the largest value at each of the points. */
  readonly low: readonly number[];
  readonly high: readonly number[];
  /** How many runs it is the mean of. */
  readonly count: number;
  /** How many points of theirs are NaN, infinite or too large, and so not in it. */
  readonly broken: number;
}

/**
 * The mean of several curves with the range that they span, at up to 40 evenly spaced steps that all of them reach: beyond the end
 * of one, the mean of the others would jump. Undefined where fewer than two have such steps.
 */
export function meanCurve(curves: readonly (readonly CurvePoint[])[]): MeanCurve | undefined {
  const drawn = curves.map((points) => drawable(points)).filter(({ length }) => length >= 2);
  const from = Math.max(...drawn.map((points) => points[0]?.step ?? 0));
  const to = Math.min(...drawn.map((points) => points.at(-1)?.step ?? 0));
  if (drawn.length < 2 || from >= to) return undefined;
  const count = Math.min(CHART_POINTS, Math.max(...drawn.map(({ length }) => length)));
  const steps = Array.from({ length: count }, (_, at) => from + ((to - from) * at) / (count - 1));
  const values = steps.map((step) => drawn.map((points) => valueAt(points, step)));
  return {
    points: steps.map((step, at) => ({ step, time: null, value: meanOf(values[at] ?? []) })),
    low: values.map((all) => Math.min(...all)),
    high: values.map((all) => Math.max(...all)),
    count: drawn.length,
    broken: countUndrawn(curves.flat()),
  };
}

const meanOf = (values: readonly number[]) => values.reduce((sum, value) => sum + value, 0) / values.length;
