/** From numbers to pixels, linearly. */
export type Scale = (value: number) => number;

export function scale(
  [low, high]: readonly [number, number],
  [start, end]: readonly [number, number],
): Scale {
  // Halves first: the distance of two huge numbers of opposite sign is no number.
  const span = high / 2 - low / 2;
  return (value) => (span === 0 ? (start + end) / 2 : start + ((value / 2 - low / 2) / span) * (end - start));
}

/** Round numbers within a range, about `count` of them: steps of 1, 2 or 5 times a power of ten. */
export function ticks([low, high]: readonly [number, number], count = 5): readonly number[] {
  const span = high - low;
  if (!(span > 0) || !Number.isFinite(span)) return [low];
  const power = 10 ** Math.floor(Math.log10(span / count));
  const step = [1, 2, 5, 10].map((factor) => factor * power).find((size) => span / size <= count) ?? span;
  const first = Math.ceil(low / step - 1e-9);
  const last = Math.floor(high / step + 1e-9);
  const found = Array.from({ length: Math.max(0, last - first + 1) }, (_, i) => (first + i) * step);
  // A step that is next to nothing beside the values is rounded out of the range, or to nothing.
  const inside = found.filter((tick) => tick >= low - step * 1e-9 && tick <= high + step * 1e-9);
  return inside.length === 0 ? [low] : inside;
}

/** The least and the greatest of finite values, with a little room; a range of its own for a single value. */
export function rangeOf(values: readonly number[], room = 0): readonly [number, number] {
  let [low, high] = [Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY];
  for (const value of values) {
    low = Math.min(low, value);
    high = Math.max(high, value);
  }
  if (low > high) return [0, 1];
  const pad = high === low ? Math.max(Math.abs(high) * 0.05, 0.05) : (high / 2 - low / 2) * (2 * room);
  return [Math.max(low - pad, -Number.MAX_VALUE), Math.min(high + pad, Number.MAX_VALUE)];
}
