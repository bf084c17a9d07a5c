import { CONFIDENCE } from "./samples.ts";
import { studentQuantile } from "./student.ts";

/** Fewer runs than this say next to nothing of the noise: three differences are the least to learn from. */
export const MIN_HISTORY = 4;
/** More runs than this are not read; the oldest of them would be of other code anyway. */
export const MAX_HISTORY = 10;

/** How far a metric moves from one run to the next for no reason. */
export interface NoiseBand {
  /** A change of at most this much is within noise, with 95 % confidence. */
  readonly halfWidth: number;
  /** How many runs it was learned from. */
  readonly runs: number;
}

/**
 * The band of a metric from its values in successive runs on the baseline branch, in order. What the comparison shows
 * is a change from one run to the next, so the band is learned from just such changes: the mean square successive
 * difference (J. von Neumann et al., Annals of Mathematical Statistics 12 (1941) 153–162). Unlike the standard
 * deviation it is hardly widened by a drift or by one real improvement on the way. Undefined for fewer than four
 * values; values that are not finite are to be left out before.
 */
export function noiseBand(values: readonly number[]): NoiseBand | undefined {
  const runs = values.length;
  if (runs < MIN_HISTORY) return undefined;
  let squares = 0;
  for (let i = 1; i < runs; i += 1) squares += ((values[i] ?? 0) - (values[i - 1] ?? 0)) ** 2;
  const typical = Math.sqrt(squares / (runs - 1));
  if (!Number.isFinite(typical)) return undefined;
  return { halfWidth: studentQuantile(1 - (1 - CONFIDENCE) / 2, successiveFreedom(runs)) * typical, runs };
}

/**
 * Degrees of freedom of that estimate for a normal metric: twice the square of its mean over its variance,
 * (3n - 4) σ⁴ / (n - 1)² (ibid., section 2).
 */
function successiveFreedom(runs: number): number {
  return (2 * (runs - 1) ** 2) / (3 * runs - 4);
}
