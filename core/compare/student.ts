/** Student's t distribution for any positive, also fractional, degrees of freedom, as Welch's test needs it. */

/** Probability that |T| exceeds `|t|`: the two-sided p-value. */
export function studentTwoSided(t: number, freedom: number): number {
  if (Number.isNaN(t)) return Number.NaN;
  // I_x(ν/2, 1/2) with x = ν / (ν + t²): Abramowitz & Stegun, Handbook of Mathematical Functions, 26.7.1 and 26.5.27.
  // The complement is given, too: for a small t, 1 - x would have lost most of its digits.
  const sum = freedom + t * t;
  return betaShare({ x: freedom / sum, rest: (t * t) / sum }, freedom / 2, 0.5);
}

const quantiles = new Map<string, number>();
const MAX_QUANTILES = 1_000;

/**
 * The value that T stays below with probability `p` (0.5 < p < 1). The few that a comparison needs over and over are
 * kept: a pure function of its arguments all the same.
 */
export function studentQuantile(p: number, freedom: number): number {
  const key = `${p} ${freedom}`;
  const known = quantiles.get(key);
  if (known !== undefined) return known;
  const found = searchQuantile(p, freedom);
  if (quantiles.size >= MAX_QUANTILES) quantiles.clear();
  quantiles.set(key, found);
  return found;
}

function searchQuantile(p: number, freedom: number): number {
  const tail = 2 * (1 - p);
  let low = 0;
  let high = 1;
  while (studentTwoSided(high, freedom) > tail && high < 1e12) [low, high] = [high, high * 2];
  // Halving forty times leaves twelve digits, far more than anything here is known to.
  for (let i = 0; i < 40; i += 1) {
    const middle = (low + high) / 2;
    if (studentTwoSided(middle, freedom) > tail) low = middle;
    else high = middle;
  }
  return (low + high) / 2;
}

/** The regularised incomplete beta function I_x(a, b); `rest` is 1 - x to its own full precision. */
function betaShare({ x, rest }: { x: number; rest: number }, a: number, b: number): number {
  if (x <= 0) return 0;
  if (rest <= 0) return 1;
  // The fraction converges fast only below the mean; above it the symmetry I_x(a, b) = 1 - I_{1-x}(b, a) serves.
  if (x > (a + 1) / (a + b + 2)) return 1 - betaShare({ x: rest, rest: x }, b, a);
  const front = a * Math.log(x) + b * Math.log(rest) - Math.log(a) - logBeta(a, b);
  return Math.exp(front) / betaFraction(x, a, b);
}

const CLOSE = 1e-15;

/** The continued fraction 26.5.8 of Abramowitz & Stegun, evaluated forwards by the quotients of its convergents. */
function betaFraction(x: number, a: number, b: number): number {
  let value = 1;
  let numerator = 1;
  let denominator = 0;
  for (let i = 1; i < 2_000; i += 1) {
    const m = Math.floor(i / 2);
    const term =
      i % 2 === 0
        ? (m * (b - m) * x) / ((a + i - 1) * (a + i))
        : -((a + m) * (a + b + m) * x) / ((a + i - 1) * (a + i));
    denominator = 1 / (1 + term * denominator);
    numerator = 1 + term / numerator;
    const factor = numerator * denominator;
    value *= factor;
    if (Math.abs(factor - 1) < CLOSE) break;
  }
  return value;
}

function logBeta(a: number, b: number): number {
  return logGamma(a) + logGamma(b) - logGamma(a + b);
}

/** ln Γ(x) for x > 0: Stirling's series (A & S 6.1.41) after the argument was raised above 10 by Γ(x + 1) = x Γ(x). */
function logGamma(x: number): number {
  let shift = 0;
  let z = x;
  while (z < 10) {
    shift += Math.log(z);
    z += 1;
  }
  const z2 = z * z;
  const series = (1 / 12 - (1 / 360 - (1 / 1260 - 1 / (1680 * z2)) / z2) / z2) / z;
  return (z - 0.5) * Math.log(z) - z + Math.log(2 * Math.PI) / 2 + series - shift;
}
