import { bootstrapTest, canBootstrap } from "./bootstrap.ts";
import type { Sample } from "./sample.ts";
import type { Draw } from "./seeded-random.ts";
import { studentQuantile, studentTwoSided } from "./student.ts";

/** All intervals, bands and tests are two-sided at this level. `docs/comparison.md` has the formulas. */
export const CONFIDENCE = 0.95;
const UPPER = 1 - (1 - CONFIDENCE) / 2;
/** The minimum detectable change is the one that the test would find this often. */
const POWER = 0.8;

/** Mean ± half width of its 95 % interval; null half width for a single value, of which nothing is known. */
export interface Spread {
  readonly mean: number;
  readonly halfWidth: number | null;
  readonly count: number;
}

/** `welch`, `bootstrap`: both sides were repeated. `single`: one side was, and the other is one run. */
export type TestMethod = "welch" | "bootstrap" | "single";

export interface TestResult {
  readonly method: TestMethod;
  /** Two-sided p-value of “there is no difference”. */
  readonly p: number;
  /** Half width of the 95 % interval of the change. */
  readonly halfWidth: number;
  /** The smallest true change that this test finds four times out of five. */
  readonly detectable: number;
}

/** Never outside of the values, where rounding would carry it: else values that are all equal would seem to vary around it. */
export function meanOf(values: readonly number[]): number {
  let [sum, least, most] = [0, Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY];
  for (const value of values) {
    sum += value;
    least = Math.min(least, value);
    most = Math.max(most, value);
  }
  return Math.min(most, Math.max(least, sum / values.length));
}

/** The unbiased sample variance, by two passes: the one-pass formula cancels where the spread is small. */
export function varianceOf(values: readonly number[]): number {
  const mean = meanOf(values);
  let sum = 0;
  for (const value of values) sum += (value - mean) ** 2;
  return sum / (values.length - 1);
}

export function describeSample(sample: Sample): Spread {
  const { values } = sample;
  const mean = meanOf(values);
  const count = values.length;
  if (count < 2) return { mean, halfWidth: null, count };
  const error = Math.sqrt(varianceOf(values) * shareOfVariance(sample));
  return { mean, halfWidth: studentQuantile(UPPER, count - 1) * error, count };
}

/**
 * Whether two samples differ: Welch's t-test where both were repeated, or the bootstrap where `draw` is given and there are
 * values enough; where one side is a single run, whether it could be one more of the other side's repeats. Undefined for two single runs, and where nothing varies at all: no
 * spread can be learned from either.
 */
export function testDifference(a: Sample, b: Sample, draw?: Draw): TestResult | undefined {
  const change = meanOf(a.values) - meanOf(b.values);
  if (a.values.length >= 2 && b.values.length >= 2) return welch(a, b, { change, draw });
  if (a.values.length >= 2) return singleAgainst(a, change);
  return b.values.length >= 2 ? singleAgainst(b, change) : undefined;
}

/** B. L. Welch, Biometrika 34 (1947) 28–35, with the degrees of freedom of Welch and Satterthwaite. */
function welch(
  a: Sample,
  b: Sample,
  { change, draw }: { readonly change: number; readonly draw: Draw | undefined },
): TestResult | undefined {
  const u = varianceOf(a.values) * shareOfVariance(a);
  const v = varianceOf(b.values) * shareOfVariance(b);
  const freedom = (u + v) ** 2 / (u ** 2 / (a.values.length - 1) + v ** 2 / (b.values.length - 1));
  const error = Math.sqrt(u + v);
  const tested = conclude("welch", change, { error, freedom });
  if (tested === undefined || draw === undefined || !canBootstrap(a, b)) return tested;
  const { p, quantile } = bootstrapTest(a, b, { statistic: change / error, draw });
  const detectable = (quantile + studentQuantile(POWER, freedom)) * error;
  return { method: "bootstrap", p, halfWidth: quantile * error, detectable };
}

/** The prediction interval of one more value: J. R. Crawford, D. C. Howell, Clin. Neuropsychol. 12 (1998) 482–486. */
function singleAgainst(sample: Sample, change: number): TestResult | undefined {
  const error = Math.sqrt(varianceOf(sample.values) * (1 + shareOfVariance(sample)));
  return conclude("single", change, { error, freedom: sample.values.length - 1 });
}

function conclude(
  method: TestMethod,
  change: number,
  { error, freedom }: { readonly error: number; readonly freedom: number },
): TestResult | undefined {
  if (!(error > 0) || !Number.isFinite(error) || !Number.isFinite(freedom)) return undefined;
  const quantile = studentQuantile(UPPER, freedom);
  return {
    method,
    p: studentTwoSided(change / error, freedom),
    halfWidth: quantile * error,
    detectable: (quantile + studentQuantile(POWER, freedom)) * error,
  };
}

/**
 * The variance of the mean as a share of the variance of one value. For k folds it is 1/k + 1/(k - 1): C. Nadeau,
 * Y. Bengio, Machine Learning 52 (2003) 239–281, with test and training data in the ratio 1 : k - 1.
 */
function shareOfVariance({ values, folds }: Sample): number {
  const count = values.length;
  return folds && count > 1 ? 1 / count + 1 / (count - 1) : 1 / count;
}
