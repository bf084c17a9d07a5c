import type { Plot } from "./plot.ts";

export type Histogram = Extract<Plot, { readonly pedigree: "histogram" }>["histograms"][number];
export type Bins = Pick<Histogram, "edges" | "counts">;

interface GivenBins {
  readonly edges: readonly number[];
  readonly counts: readonly number[];
}

/** More bins than this tell nothing that a chart or its percentiles could show. */
export const MAX_PLOT_BINS = 100;

/**
 * The same with at most 100 bins. Neighbours become one as long as they hold a 49th of all values together, so that bins
 * which hold much stay as fine as they were: of two neighbours that are left one alone could not take the other in.
 */
export function mergeBins({ edges, counts }: GivenBins): Bins {
  if (counts.length <= MAX_PLOT_BINS) return { edges: [...edges], counts: [...counts] };
  const share = counts.reduce((sum, count) => sum + count, 0) / ((MAX_PLOT_BINS - 2) / 2);
  const merged: { to: number; count: number }[] = [];
  for (const [at, count] of counts.entries()) {
    const to = edges[at + 1] ?? 0;
    const last = merged.at(-1);
    if (last !== undefined && last.count + count <= share) {
      last.to = to;
      last.count += count;
    } else merged.push({ to, count });
  }
  return { edges: [edges[0] ?? 0, ...merged.map(({ to }) => to)], counts: merged.map(({ count }) => count) };
}

/** Without empty bins at both ends; undefined where all are empty. */
export function withoutEmptyEnds({ edges, counts }: GivenBins): Bins | undefined {
  const from = counts.findIndex((count) => count > 0);
  const to = counts.findLastIndex((count) => count > 0) + 1;
  return from < 0 ? undefined : { edges: edges.slice(from, to + 1), counts: counts.slice(from, to) };
}
