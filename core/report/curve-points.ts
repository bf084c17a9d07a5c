import type { CurvePoint } from "../run/metric.ts";

/** Most points of one line: more is not seen at the width of a comment. */
export const CHART_POINTS = 40;
/** Mermaid's charts read plain decimals only; numbers beyond this size would be long and say little. */
export const LARGEST = 1e12;
/** An image has room for all but those whose distance no double holds. */
export const LARGEST_IN_IMAGE = 1e300;
/** Steps may be milliseconds since 1970; of larger ones neighbours are the same number. */
const LARGEST_STEP = Number.MAX_SAFE_INTEGER;

/** Finite points by step; of several at one step, as a resumed training writes, the last. */
export function drawable(points: readonly CurvePoint[], largest = LARGEST): readonly CurvePoint[] {
  const byStep = new Map(points.filter((point) => fits(point, largest)).map((p) => [p.step, p]));
  return [...byStep.values()].sort((a, b) => a.step - b.step);
}

/** How many points a chart leaves out: they are NaN, infinite, or as large as the values of a training that diverged. */
export function countUndrawn(points: readonly CurvePoint[]): number {
  return points.filter((point) => !fits(point, LARGEST)).length;
}

function fits({ step, value }: CurvePoint, largest: number): boolean {
  return Math.abs(value) <= largest && Math.abs(step) <= LARGEST_STEP;
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
