/**
 * Numbers as a reader wants them: five significant digits, no noise. A record's words for what JSON cannot hold
 * (NaN, Infinity) pass as they are; null or undefined is a dash.
 */
export function formatNumber(value: unknown): string {
  if (value === null || value === undefined) return "–";
  const number = typeof value === "number" ? value : Number(value);
  if (Number.isNaN(number)) return "NaN";
  if (!Number.isFinite(number)) return number > 0 ? "Infinity" : "-Infinity";
  if (number === 0) return "0";
  const size = Math.abs(number);
  if (Number.isInteger(number) && size < 1e9) return String(number);
  if (size >= 1e9 || size < 1e-4) return number.toExponential(3).replace(/\.?0+e/, "e");
  // From there on five digits are rounded up to six, which would be written with an exponent.
  return trimZeros(size >= 99_999.5 ? number.toFixed(0) : number.toPrecision(5));
}

/** A change with its sign: `+0.0123`, `−4`; `0` stays bare. */
export function formatChange(value: unknown): string {
  const text = formatNumber(value);
  if (typeof value !== "number" || !Number.isFinite(value) || value === 0) return text;
  return value > 0 ? `+${text}` : `−${text.slice(1)}`;
}

/** A ratio as a signed percentage: 0.0512 is `+5.1 %`. Beyond ten thousand per cent only the size is of use. */
export function formatPercent(value: unknown): string {
  if (typeof value !== "number" || !Number.isFinite(value)) return "–";
  const percent = value * 100;
  const size = Math.abs(percent);
  if (size >= 10_000) return percent > 0 ? "> +9999 %" : "< −9999 %";
  const digits = size >= 100 ? 0 : size >= 1 ? 1 : 2;
  const text = size.toFixed(digits);
  if (Number(text) === 0) return percent === 0 ? "0 %" : "≈ 0 %";
  return `${percent > 0 ? "+" : "−"}${text} %`;
}

/**
 * Five significant digits without an exponent, which Mermaid's charts cannot read. Not finite is 0. Of an axis that reaches over
 * `span` as many more as tell a thousandth of it: values that lie close together far from 0 would all become one.
 */
export function formatDecimal(value: unknown, span?: unknown): string {
  if (typeof value !== "number" || !Number.isFinite(value) || value === 0) return "0";
  const told = typeof span === "number" && span > 0 ? 3 - magnitude(span) : 0;
  const digits = Math.min(100, Math.max(0, 4 - magnitude(value), told));
  return trimZeros(value.toFixed(digits));
}

function magnitude(value: number): number {
  return Math.floor(Math.log10(Math.abs(value)));
}

/** Bytes with a unit of 1000: `12.3 kB`. */
export function formatBytes(value: unknown): string {
  if (typeof value !== "number" || !Number.isFinite(value)) return "–";
  const units = ["B", "kB", "MB", "GB", "TB"];
  let size = value;
  let unit = 0;
  while (size >= 1000 && unit < units.length - 1) {
    size /= 1000;
    unit += 1;
  }
  return `${unit === 0 || size >= 100 ? Math.round(size) : size.toFixed(1)} ${units[unit]}`;
}

function trimZeros(text: string): string {
  return text.includes(".") ? text.replace(/\.?0+$/, "") : text;
}
