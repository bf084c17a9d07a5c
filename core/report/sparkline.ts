import type { CurvePoint } from "../run/metric.ts";

const BARS = ["▁", "▂", "▃", "▄", "▅", "▆", "▇", "█"] as const;
/** Stands where the value is NaN or infinite. */
const BROKEN = "╳";

/**
 * A curve in one line of at most `width` characters, each the last value of its share of the points: low to high as ▁ to
 * █. Empty for fewer than two points.
 */
export function sparkline(points: readonly CurvePoint[], width: number): string {
  if (points.length < 2) return "";
  const count = Math.min(width, points.length);
  const values = Array.from({ length: count }, (_, at) => {
    const last = Math.ceil(((at + 1) * points.length) / count) - 1;
    return points[last]?.value ?? Number.NaN;
  });
  const finite = values.filter(Number.isFinite);
  const low = Math.min(...finite);
  const high = Math.max(...finite);
  return values.map((value) => (Number.isFinite(value) ? barOf(value, low, high) : BROKEN)).join("");
}

function barOf(value: number, low: number, high: number): string {
  // Halves, so that the range of very large values does not overflow.
  const range = high / 2 - low / 2;
  const level = range === 0 ? 3 : Math.round(((value / 2 - low / 2) / range) * (BARS.length - 1));
  return BARS[level] ?? BARS[0];
}
