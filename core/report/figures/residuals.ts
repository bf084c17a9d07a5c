import type { Plot } from "../../run/plot.ts";
import { type ColumnsFigure, type Figure, ownColumn, type Point } from "../figure.ts";

const BINS = 15;
/** From so many samples on, the outermost hundredths share the outermost bins: one outlier would squeeze all others. */
const ENOUGH_FOR_TAILS = 100;

/** How predictions of a number miss: their errors in numbers, against the actual values, and as a histogram. */
export function residualFigures({
  points,
}: Extract<Plot, { readonly pedigree: "residuals" }>): readonly Figure[] {
  if (points.length === 0) return [];
  const errors = points.map(([actual, predicted]) => predicted - actual);
  const mean = (of: (error: number) => number) =>
    errors.reduce((sum, error) => sum + of(error), 0) / errors.length;
  const bias = mean((error) => error);
  const summary = [points.length, bias, mean(Math.abs), Math.sqrt(mean((error) => error * error))];
  const names = ["Samples", "Mean error", "Mean absolute error", "Root mean square error"];
  return [
    { shape: "table", columns: names.map(ownColumn), rows: [summary], notes: [] },
    ...scatter(points),
    ...errorHistogram(errors),
  ];
}

function scatter(points: readonly Point[]): readonly Figure[] {
  const first = points[0]?.[0];
  if (points.every(([actual]) => actual === first)) return [];
  return [{ shape: "scatter", x: "actual", y: "predicted", points, notes: [] }];
}

function errorHistogram(errors: readonly number[]): readonly ColumnsFigure[] {
  const sorted = errors.toSorted((a, b) => a - b);
  const tail = sorted.length < ENOUGH_FOR_TAILS ? 0 : Math.floor(sorted.length / 100);
  const low = sorted[tail] ?? 0;
  const high = sorted.at(-1 - tail) ?? 0;
  const width = (high - low) / BINS;
  if (!(width > 0) || !Number.isFinite(width)) return [];
  const counts = Array.from({ length: BINS }, () => 0);
  for (const error of errors) {
    const bin = Math.min(BINS - 1, Math.max(0, Math.floor((error - low) / width)));
    counts[bin] = (counts[bin] ?? 0) + 1;
  }
  const bins = counts.map((count, i) => ({ from: low + i * width, to: low + (i + 1) * width, count }));
  const notes = tail === 0 ? [] : ["The outermost bins hold what lies beyond them, too: 1 % on either side."];
  return [{ shape: "columns", x: "predicted − actual", y: "samples", bins, notes }];
}
