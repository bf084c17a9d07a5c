import type { Plot } from "../../run/plot.ts";
import { type ColumnsFigure, type LinesFigure, ownLine } from "../figure.ts";

type Histogram = Extract<Plot, { readonly pedigree: "histogram" }>["histograms"][number];

/** Shares of the values that lie below each line; the median is drawn first, as what matters most. */
const BANDS = [
  { share: 0.5, name: "median" },
  { share: 0.05, name: "5 %" },
  { share: 0.25, name: "25 %" },
  { share: 0.75, name: "75 %" },
  { share: 0.95, name: "95 %" },
] as const;

/** One histogram as its bins; several steps as percentiles over the steps. */
export function histogramFigures({
  histograms,
}: Extract<Plot, { readonly pedigree: "histogram" }>): readonly (LinesFigure | ColumnsFigure)[] {
  const filled = histograms.filter(({ counts }) => counts.some((count) => count > 0));
  const empty = histograms.length - filled.length;
  const notes = empty === 0 ? [] : [`${empty} without any value ${empty === 1 ? "is" : "are"} not drawn.`];
  const steps = filled
    .flatMap(({ step, ...rest }) => (step === undefined ? [] : [{ ...rest, step }]))
    .sort((a, b) => a.step - b.step);
  if (new Set(steps.map(({ step }) => step)).size >= 2) {
    const lines = BANDS.map(({ share, name }) =>
      ownLine(
        name,
        steps.map((at) => [at.step, quantile(at, share)]),
      ),
    );
    const bands = [[1, 4] as const, [2, 3] as const];
    return [{ shape: "lines", x: "step", y: "value", range: null, lines, bands, notes }];
  }
  const last = filled.at(-1);
  return last === undefined ? [] : [{ shape: "columns", x: "value", y: "count", bins: binsOf(last), notes }];
}

function binsOf({ edges, counts }: Histogram) {
  return counts.map((count, i) => ({ from: edges[i] ?? 0, to: edges[i + 1] ?? 0, count }));
}

/** The value that `share` of all lie below, as if the values of a bin were spread evenly over it. */
export function quantile(histogram: Pick<Histogram, "edges" | "counts">, share: number): number {
  const bins = binsOf(histogram);
  const total = bins.reduce((sum, { count }) => sum + count, 0);
  let before = 0;
  for (const { from, to, count } of bins) {
    if (count > 0 && before + count >= share * total)
      return from + (to - from) * ((share * total - before) / count);
    before += count;
  }
  return bins.findLast(({ count }) => count > 0)?.to ?? 0;
}
