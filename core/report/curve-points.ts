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
  const drawn = points.filter((point) => fits(point, largest));
  // Mostly they are as they should be, and of a million the map alone takes longer than all else.
  if (drawn.every(({ step }, at) => at === 0 || step > (drawn[at - 1]?.step ?? step))) return drawn;
  const byStep = new Map(drawn.map((point) => [point.step, point]));
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
  const after = placeOf(step, points);
  const [left, right] = [points[after - 1], points[after]];
  if (left === undefined || right === undefined) return (right ?? left)?.value ?? 0;
  const share = (step - left.step) / (right.step - left.step);
  return left.value + (right.value - left.value) * share;
}

/** Where the first point at a step or beyond it stands, among points by step; behind all of them where there is none. */
function placeOf(step: number, points: readonly CurvePoint[]): number {
  let [from, to] = [0, points.length];
  while (from < to) {
    const middle = (from + to) >>> 1;
    if ((points[middle]?.step ?? step) < step) from = middle + 1;
    else to = middle;
  }
  return from;
}
