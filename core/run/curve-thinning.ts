import type { CurvePoint, Curves } from "./metric.ts";

/** Points a metric that the registry keeps: as many as a wide chart has pixels. */
export const REGISTRY_CURVE_POINTS = 1_000;

/** Every curve thinned to `limit` points, and in the order of their names. */
export function thinCurves(curves: Curves, limit: number = REGISTRY_CURVE_POINTS): Curves {
  const sorted = Array.from(curves).toSorted(([a], [b]) => (a < b ? -1 : 1));
  return new Map(sorted.map(([metric, points]) => [metric, thinCurve(points, limit)]));
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
  const indices = points.keys().toArray();
  const broken = indices.filter((index) => !Number.isFinite(points[index]?.value));
  const finite = indices.filter((index) => Number.isFinite(points[index]?.value));
  const kept = new Set(spread(broken, Math.floor(limit / 2)));
  for (const index of extremes(finite, points)) kept.add(index);
  const room = limit - kept.size;
  for (const index of largestTriangles(finite, points, room)) kept.add(index);
  return [...kept].sort((a, b) => a - b).flatMap((index) => points[index] ?? []);
}

/** Evenly chosen items, with the first and the last. */
function spread(items: readonly number[], room: number): readonly number[] {
  if (items.length <= room) return items;
  const step = (items.length - 1) / Math.max(1, room - 1);
  return Array.from({ length: room }, (_, i) => items[Math.round(i * step)] ?? 0);
}

function extremes(finite: readonly number[], points: readonly CurvePoint[]): readonly number[] {
  const [first, ...rest] = finite;
  if (first === undefined) return [];
  let low = first;
  let high = first;
  for (const index of rest) {
    if (valueAt(points, index) < valueAt(points, low)) low = index;
    if (valueAt(points, index) > valueAt(points, high)) high = index;
  }
  return [low, high];
}

/** Positions stand for steps: they are in order even where a resumed training counts its steps anew. */
function largestTriangles(finite: readonly number[], points: readonly CurvePoint[], room: number) {
  const first = finite[0];
  const last = finite.at(-1);
  if (first === undefined || last === undefined || room <= 0) return [];
  if (finite.length <= room) return finite;
  if (room === 1) return [last];
  const chosen = [first];
  const width = (finite.length - 2) / Math.max(1, room - 2);
  const bucketAt = (n: number) => finite.slice(1 + Math.floor(n * width), 1 + Math.floor((n + 1) * width));
  for (let n = 0; n < room - 2; n += 1) {
    const from = cornerAt(points, chosen.at(-1) ?? first);
    const following = n === room - 3 ? [last] : bucketAt(n + 1);
    const to = meanCorner(following.map((index) => cornerAt(points, index)));
    const best = bucketAt(n).map((index) => ({ index, area: area(from, cornerAt(points, index), to) }));
    chosen.push(best.reduce((a, b) => (b.area > a.area ? b : a)).index);
  }
  return [...chosen, last];
}

interface Corner {
  readonly x: number;
  readonly y: number;
}

function cornerAt(points: readonly CurvePoint[], index: number): Corner {
  return { x: index, y: valueAt(points, index) };
}

function meanCorner(corners: readonly Corner[]): Corner {
  const sum = corners.reduce((a, b) => ({ x: a.x + b.x, y: a.y + b.y / corners.length }), { x: 0, y: 0 });
  return { x: sum.x / corners.length, y: sum.y };
}

/** Twice the area; only the order matters. */
function area(a: Corner, b: Corner, c: Corner): number {
  return Math.abs((a.x - c.x) * (b.y - a.y) - (a.x - b.x) * (c.y - a.y));
}

function valueAt(points: readonly CurvePoint[], index: number): number {
  return points[index]?.value ?? Number.NaN;
}
