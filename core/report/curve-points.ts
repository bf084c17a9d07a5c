import type { CurvePoint } from "../run/metric.ts";

/** Most points of one line: more is not seen at the width of a comment. */
export const CHART_POINTS = 40;
/** Mermaid's charts read plain decimals only; numbers beyond this size would be long and say little. */
const LARGEST = 1e12;

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
