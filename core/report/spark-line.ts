const LEVELS = "▁▂▃▄▅▆▇█";

/** Characters of a line: enough to see where a curve goes, few enough for a column of a table. */
export const SPARK_CHARACTERS = 16;

/**
 * A curve as a row of blocks, for places that draw nothing else: each stands for the mean of as many neighbouring values.
 * A part without a finite value is `·`. Empty where there are not two finite values.
 */
export function sparkLine(values: readonly number[], width = SPARK_CHARACTERS): string {
  if (values.filter(Number.isFinite).length < 2) return "";
  const count = Math.min(width, values.length);
  const means = Array.from({ length: count }, (_, index) => {
    const from = Math.floor((index * values.length) / count);
    const to = Math.floor(((index + 1) * values.length) / count);
    return meanOf(values.slice(from, to).filter(Number.isFinite));
  });
  const known = means.filter(Number.isFinite);
  const low = Math.min(...known);
  const high = Math.max(...known);
  return means.map((mean) => (Number.isFinite(mean) ? levelOf(mean, low, high) : "·")).join("");
}

function levelOf(value: number, low: number, high: number): string {
  if (high === low) return LEVELS.charAt(3);
  // Halves first: the whole range of two huge numbers of opposite sign is no number.
  const share = (value / 2 - low / 2) / (high / 2 - low / 2);
  return LEVELS.charAt(Math.round(share * (LEVELS.length - 1)));
}

/** Divided before it is added up: the sum of huge numbers is infinite. */
function meanOf(values: readonly number[]): number {
  if (values.length === 0) return Number.NaN;
  return values.reduce((sum, value) => sum + value / values.length, 0);
}
