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
  const { drawn, broken } = split(points);
  const kept = new Set(spread(broken, Math.floor(limit / 2)));
  for (const index of extremes(drawn)) kept.add(index);
  for (const index of largestTriangles(drawn, limit - kept.size)) kept.add(index);
  return [...kept].sort((a, b) => a - b).flatMap((index) => points[index] ?? []);
}

/**
 * The points that can be drawn, and their places in the curve. Curves of millions of points are thinned while a training
 * job waits: flat arrays of numbers are gone through many times faster than objects.
 */
interface Drawn {
  readonly count: number;
  readonly places: Uint32Array;
  readonly values: Float64Array;
}

/** Apart from them, the places of the points that are NaN or infinite. */
function split(points: readonly CurvePoint[]): { readonly drawn: Drawn; readonly broken: readonly number[] } {
  const places = new Uint32Array(points.length);
  const values = new Float64Array(points.length);
  const broken: number[] = [];
  let count = 0;
  let place = 0;
  for (const { value } of points) {
    if (Number.isFinite(value)) {
      places[count] = place;
      values[count] = value;
      count += 1;
    } else broken.push(place);
    place += 1;
  }
  return { drawn: { count, places, values }, broken };
}

/** Evenly chosen items, with the first and the last. */
function spread(items: readonly number[], room: number): readonly number[] {
  if (items.length <= room) return items;
  const step = (items.length - 1) / Math.max(1, room - 1);
  return Array.from({ length: room }, (_, i) => items[Math.round(i * step)] ?? 0);
}

function extremes(drawn: Drawn): readonly number[] {
  if (drawn.count === 0) return [];
  let low = 0;
  let high = 0;
  for (let i = 1; i < drawn.count; i += 1) {
    if (valueAt(drawn, i) < valueAt(drawn, low)) low = i;
    if (valueAt(drawn, i) > valueAt(drawn, high)) high = i;
  }
  return [placeAt(drawn, low), placeAt(drawn, high)];
}

/** Places stand for steps: they are in order even where a resumed training counts its steps anew. */
function largestTriangles(drawn: Drawn, room: number): readonly number[] {
  const { count } = drawn;
  if (count === 0 || room <= 0) return [];
  if (count <= room) return [...drawn.places.subarray(0, count)];
  const last = count - 1;
  if (room === 1) return [placeAt(drawn, last)];
  const width = (count - 2) / Math.max(1, room - 2);
  const start = (bucket: number) => 1 + Math.floor(bucket * width);
  let before = 0;
  const chosen = [before];
  for (let n = 0; n < room - 2; n += 1) {
    const bucket = { from: start(n), to: start(n + 1) };
    const isLast = n === room - 3;
    const after = isLast ? { from: last, to: count } : { from: bucket.to, to: start(n + 2) };
    before = farthest(drawn, bucket, { before, after: meanCorner(drawn, after) });
    chosen.push(before);
  }
  return [...chosen, last].map((i) => placeAt(drawn, i));
}

/** A part of the points that are drawn, `to` not included. */
interface Bucket {
  readonly from: number;
  readonly to: number;
}

interface Corner {
  readonly x: number;
  readonly y: number;
}

function meanCorner(drawn: Drawn, { from, to }: Bucket): Corner {
  const count = to - from;
  let x = 0;
  let y = 0;
  for (let i = from; i < to; i += 1) {
    x += placeAt(drawn, i) / count;
    y += valueAt(drawn, i) / count;
  }
  return { x, y };
}

/** The point of a bucket that makes the largest triangle with the point before it and the mean after it. */
function farthest(
  drawn: Drawn,
  { from, to }: Bucket,
  { before, after }: { readonly before: number; readonly after: Corner },
): number {
  const x = placeAt(drawn, before);
  const y = valueAt(drawn, before);
  const [run, rise] = [x - after.x, after.y - y];
  let best = from;
  let largest = -1;
  for (let i = from; i < to; i += 1) {
    // Twice the area; only the order matters.
    const area = Math.abs(run * (valueAt(drawn, i) - y) - (x - placeAt(drawn, i)) * rise);
    if (area > largest) {
      largest = area;
      best = i;
    }
  }
  return best;
}

// Always inside; the fallback only tells the type checker so. One function for each kind of array: for both it would be slow.
function placeAt({ places }: Drawn, i: number): number {
  return places[i] ?? 0;
}

function valueAt({ values }: Drawn, i: number): number {
  return values[i] ?? 0;
}
