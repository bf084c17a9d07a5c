import type { CurvePoint } from "../run/metric.ts";

export interface CurveChart {
  readonly metric: string;
  readonly from: number;
  readonly to: number;
  readonly low: number;
  readonly high: number;
  /** Values at evenly spaced steps from `from` to `to`. */
  readonly line: readonly number[];
  /** The baseline's values at the same steps; null without one. */
  readonly reference: readonly number[] | null;
  /** The step at which the baseline ended before this run did, null otherwise. */
  readonly referenceEnds: number | null;
  /** How many points are NaN or infinite and therefore not drawn. */
  readonly broken: number;
}

/** Most points of one line: more is not seen at the width of a comment. */
export const CHART_POINTS = 40;
/** Mermaid's charts read plain decimals only; numbers beyond this size would be long and say little. */
const LARGEST = 1e12;

/**
 * A curve as a line chart over the steps of this run, with the baseline's beside it. A Mermaid `xychart-beta` spaces the
 * values of a line evenly over the whole axis, so both are read off at the same evenly spaced steps. Undefined
 * when there are not two finite points to draw.
 */
export function curveChart(
  metric: string,
  points: readonly CurvePoint[],
  reference: readonly CurvePoint[],
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
  const other = drawable(reference);
  const otherLine = other.length < 2 ? null : steps.map((step) => valueAt(other, step));
  const otherEnd = other.at(-1)?.step ?? last.step;
  const values = [...line, ...(otherLine ?? [])];
  return {
    metric,
    from: first.step,
    to: last.step,
    ...padded(Math.min(...values), Math.max(...values)),
    line,
    reference: otherLine,
    referenceEnds: otherLine !== null && otherEnd < last.step ? otherEnd : null,
    broken: points.length - points.filter((point) => Number.isFinite(point.value)).length,
  };
}

/** Finite points by step; of several at one step, as a resumed training writes, the last. */
export function drawable(points: readonly CurvePoint[]): readonly CurvePoint[] {
  const fits = (value: number) => Number.isFinite(value) && Math.abs(value) <= LARGEST;
  const byStep = new Map(points.filter((p) => fits(p.value) && fits(p.step)).map((p) => [p.step, p]));
  return [...byStep.values()].sort((a, b) => a.step - b.step);
}

/** The value at a step, on the straight line between the points around it; beyond either end, that end's value. */
export function valueAt(points: readonly CurvePoint[], step: number): number {
  const after = points.findIndex((point) => point.step >= step);
  const right = points[after === -1 ? points.length - 1 : after];
  const left = points[after - 1];
  if (right === undefined) return 0;
  if (left === undefined || after === -1) return right.value;
  const share = (step - left.step) / (right.step - left.step);
  return left.value + (right.value - left.value) * share;
}

export function padded(low: number, high: number): { low: number; high: number } {
  const pad = high === low ? Math.max(Math.abs(high) * 0.05, 0.05) : (high - low) * 0.05;
  return { low: low - pad, high: high + pad };
}
