import type { MetricChange } from "../compare/comparison.ts";

/**
 * What the judgement of changes rests on, in one sentence of our own words: so that nobody takes one run against one run
 * for more than it is. Empty when nothing was compared.
 */
export function basisOf(metrics: readonly MetricChange[]): string {
  const compared = metrics.filter((metric) => metric.change !== null);
  if (compared.length === 0) return "";
  const tested = compared.filter((metric) => metric.test !== null);
  const most = tested.toSorted((a, b) => repeats(b) - repeats(a))[0];
  if (most?.test != null) {
    const [own, other] = [most.spread?.count ?? 1, most.referenceSpread?.count ?? 1];
    return `${runs(own)} against ${runs(other)}: mean ± 95 % interval, ${TESTS[most.test.method]}.`;
  }
  const noise = compared.find((metric) => metric.noise !== null)?.noise;
  if (noise != null) {
    return `A single run against a single run; the noise is learned from ${noise.runs} runs on the baseline branch.`;
  }
  return "A single run against a single run: only the tolerance tells a change from chance.";
}

const TESTS = {
  welch: "p by Welch’s t-test",
  bootstrap: "p by a bootstrap-t test of 1,999 resamples, drawn by the ids of the runs",
  single: "p by the prediction interval of one more run",
} as const;

function repeats({ spread, referenceSpread }: MetricChange): number {
  return (spread?.count ?? 1) + (referenceSpread?.count ?? 1);
}

function runs(count: number): string {
  return count === 1 ? "a single run" : `${count} repeats`;
}
