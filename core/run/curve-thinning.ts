import type { CurvePoint, Curves } from "./metric.ts";

/** Points a metric that the registry keeps: as many as a wide chart has pixels. */
export const REGISTRY_CURVE_POINTS = 1_000;

/** Every curve thinned to `limit` points, and in the order of their names. */
export function thinCurves(curves: Curves, limit: number = REGISTRY_CURVE_POINTS): Curves {
  const sorted = Array.from(curves).toSorted(([a], [b]) => (a < b ? -1 : 1));
  return new Map(sorted.map(([metric, points]) => [metric, thinCurve(points, limit)]));
}

/**
 * Those of the registry's curves that are whole: of a thinned one nobody knows what it was at a step that it left out. `counts` is
 * how often the metric was reported, one of which may have been a final value without a step. Doubt counts as thinned.
 */
export function wholeCurves(curves: Curves, counts: (metric: string) => number): Curves {
  const whole = ([metric, { length }]: readonly [string, readonly CurvePoint[]]) =>
    length >= counts(metric) || (length + 1 === counts(metric) && length < REGISTRY_CURVE_POINTS);
  return new Map(Array.from(curves).filter(whole));
}

/**
 * At most `limit` points (8 or more) of a curve that still look like it: first and last, smallest and largest, and points
 * that are NaN or infinite stay (these up to half of the room); the others are chosen by largest triangle, three
 * buckets (S. Steinarsson, “Downsampling Time Series for Visual Representation”, 2013). Order is kept; a curve
 * that is short enough is returned as it is.
 */
export function thinCurve(points: readonly CurvePoint[], limit: number): readonly CurvePoint[] {
  if (!Number.isInteger(limit) || limit < 8)
    throw new RangeError(`a curve is thinned to 8 points or more, not ${limit}`);
  if (points.length <= limit) return points;
  const values = Float64Array.from(points, (point) => point.value);
  const { finite, broken } = splitIndices(values);
  const kept = new Set(spread(broken, Math.floor(limit / 2)));
  for (const index of extremes(finite, values)) kept.add(index);
  for (const index of largestTriangles(finite, values, limit - kept.size)) kept.add(index);
  return [...kept].sort((a, b) => a - b).flatMap((index) => points[index] ?? []);
}

// Curves of millions of points are thinned while a training job waits, so indices and values are flat arrays of numbers.

/** Positions of the points that can be drawn, and of those that are NaN or infinite. */
function splitIndices(values: Float64Array): { readonly finite: Uint32Array; readonly broken: Uint32Array } {
  const finite = new Uint32Array(values.length);
  const broken = new Uint32Array(values.length);
  let count = 0;
  for (let i = 0; i < values.length; i += 1) {
    if (Number.isFinite(at(values, i))) finite[count++] = i;
    else broken[i - count] = i;
  }
  return { finite: finite.subarray(0, count), broken: broken.subarray(0, values.length - count) };
}

/** Evenly chosen items, with the first and the last. */
function spread(items: Uint32Array, room: number): readonly number[] {
  if (items.length <= room) return [...items];
  const step = (items.length - 1) / Math.max(1, room - 1);
  return Array.from({ length: room }, (_, i) => at(items, Math.round(i * step)));
}

function extremes(finite: Uint32Array, values: Float64Array): readonly number[] {
  if (finite.length === 0) return [];
  let low = at(finite, 0);
  let high = low;
  for (const index of finite) {
    if (at(values, index) < at(values, low)) low = index;
    if (at(values, index) > at(values, high)) high = index;
  }
  return [low, high];
}

/** Positions stand for steps: they are in order even where a resumed training counts its steps anew. */
function largestTriangles(finite: Uint32Array, values: Float64Array, room: number): readonly number[] {
  if (finite.length === 0 || room <= 0) return [];
  if (finite.length <= room) return [...finite];
  const last = at(finite, finite.length - 1);
  if (room === 1) return [last];
  const chosen = [at(finite, 0)];
  const width = (finite.length - 2) / Math.max(1, room - 2);
  const start = (bucket: number) => 1 + Math.floor(bucket * width);
  for (let n = 0; n < room - 2; n += 1) {
    const bucket = finite.subarray(start(n), start(n + 1));
    const following =
      n === room - 3 ? finite.subarray(finite.length - 1) : finite.subarray(start(n + 1), start(n + 2));
    const from = chosen.at(-1) ?? 0;
    chosen.push(farthest(bucket, values, { from, to: meanCorner(following, values) }));
  }
  return [...chosen, last];
}

interface Corner {
  readonly x: number;
  readonly y: number;
}

function meanCorner(indices: Uint32Array, values: Float64Array): Corner {
  let x = 0;
  let y = 0;
  for (const index of indices) {
    x += index / indices.length;
    y += at(values, index) / indices.length;
  }
  return { x, y };
}

/** The point of a bucket that makes the largest triangle with the point before it and the mean after it. */
function farthest(
  bucket: Uint32Array,
  values: Float64Array,
  { from, to }: { readonly from: number; readonly to: Corner },
): number {
  const y = at(values, from);
  let best = at(bucket, 0);
  let largest = -1;
  for (const index of bucket) {
    // Twice the area; only the order matters.
    const area = Math.abs((from - to.x) * (at(values, index) - y) - (from - index) * (to.y - y));
    if (area > largest) {
      largest = area;
      best = index;
    }
  }
  return best;
}

function at(items: Float64Array | Uint32Array, index: number): number {
  return items[index] ?? Number.NaN;
}
