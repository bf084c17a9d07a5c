import type { Sample } from "./sample.ts";
import type { Draw } from "./seeded-random.ts";

/** Fewer values than this have too few different resamples to tell anything of. */
export const MIN_BOOTSTRAP = 4;
/** One less than a round number, so that ranks are exact shares. */
const RESAMPLES = 1_999;
const CONFIDENCE_RANK = 0.95 * (RESAMPLES + 1);

export interface BootstrapResult {
  /** Two-sided p-value of “the means do not differ”; never 0, as no number of resamples shows that. */
  readonly p: number;
  /** How many standard errors the 95 % interval of the difference reaches to either side. */
  readonly quantile: number;
}

/** Whether resampling is a test for these: enough independent values on both sides. Folds are not independent. */
export function canBootstrap(a: Sample, b: Sample): boolean {
  return [a, b].every(({ values, folds }) => values.length >= MIN_BOOTSTRAP && !folds);
}

/**
 * The bootstrap-t test of a difference of means `statistic` standard errors large: both samples are moved to one mean, drawn
 * from with replacement, and studentised as Welch's test does it (B. Efron, R. Tibshirani, An Introduction to the Bootstrap,
 * 1993, algorithm 16.2; the interval is the symmetric one of P. Hall, Annals of Statistics 16 (1988) 927–953).
 */
export function bootstrapTest(a: Sample, b: Sample, { statistic, draw }: BootstrapInput): BootstrapResult {
  const [left, right] = [centred(a.values), centred(b.values)];
  const drawn = new Float64Array(RESAMPLES);
  for (let i = 0; i < RESAMPLES; i += 1) drawn[i] = resampled(left, right, draw);
  drawn.sort();
  const size = Math.abs(statistic);
  // Rounding must not let a resample that is the sample itself count as smaller.
  const beyond = drawn.reduce((count, value) => count + Number(value >= size * (1 - 1e-12)), 0);
  return { p: (beyond + 1) / (RESAMPLES + 1), quantile: drawn[CONFIDENCE_RANK] ?? Number.NaN };
}

interface BootstrapInput {
  readonly statistic: number;
  readonly draw: Draw;
}

/** In order of size: legs of a matrix come in any order, and each of them must draw the same. */
function centred(values: readonly number[]): Float64Array {
  const ordered = Float64Array.from(values).sort();
  const mean = ordered.reduce((sum, value) => sum + value, 0) / ordered.length;
  return ordered.map((value) => value - mean);
}

/** A resample without any spread is infinitely far out, which errs towards “no difference”. */
function resampled(a: Float64Array, b: Float64Array, draw: Draw): number {
  const [one, other] = [moments(a, draw), moments(b, draw)];
  const error = Math.sqrt(one.error + other.error);
  return error > 0 ? Math.abs(one.mean - other.mean) / error : Number.POSITIVE_INFINITY;
}

/** Mean, and squared standard error of it, of as many values drawn with replacement as there are. */
function moments(values: Float64Array, draw: Draw): { readonly mean: number; readonly error: number } {
  const count = values.length;
  let sum = 0;
  let squares = 0;
  for (let i = 0; i < count; i += 1) {
    const value = values[draw(count)] ?? 0;
    sum += value;
    squares += value * value;
  }
  // The values are centred already, so that little is lost in this difference.
  const variance = Math.max(0, squares - (sum * sum) / count) / (count - 1);
  return { mean: sum / count, error: variance / count };
}
