import type { MetricChange } from "./comparison.ts";
import { CONFIDENCE } from "./samples.ts";

/** What chance has to do with the difference of one run to the first of several. */
export interface AgainstFirst {
  /** Two-sided p-value of “there is no difference”, by the repeats of either. */
  readonly p: number;
  /** The same, corrected for the number of runs that are held against the first one. */
  readonly adjusted: number;
  /** Whether the corrected one is below 5 %. */
  readonly differs: boolean;
}

/**
 * Each of several runs against the first, by the test of this metric; null where there is none, as of two single runs.
 * The chance that any of the runs of a row is wrongly said to differ is at most 5 %.
 */
export function againstFirst(
  changes: readonly (MetricChange | undefined)[],
): readonly (AgainstFirst | null)[] {
  const found = changes.map((change) => change?.test?.p);
  const adjusted = holm(found.filter((p) => p !== undefined));
  let at = 0;
  return found.map((p) => {
    if (p === undefined) return null;
    const corrected = adjusted[at++] ?? 1;
    return { p, adjusted: corrected, differs: corrected < 1 - CONFIDENCE };
  });
}

/**
 * S. Holm, Scandinavian Journal of Statistics 6 (1979) 65–70: the smallest p-value times how many there are, the next times one
 * less, and none below the one before it. It holds however the tests depend on each other, as all share the first run.
 */
export function holm(values: readonly number[]): readonly number[] {
  const order = Array.from(values.keys()).sort((a, b) => (values[a] ?? 0) - (values[b] ?? 0));
  const adjusted = values.map(() => 1);
  let least = 0;
  for (const [rank, at] of order.entries()) {
    least = Math.max(least, Math.min(1, (values.length - rank) * (values[at] ?? 1)));
    adjusted[at] = least;
  }
  return adjusted;
}
