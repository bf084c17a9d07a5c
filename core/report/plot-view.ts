import type { NamedPlot, Plot } from "../run/plot.ts";
import { CHART_POINTS, drawable, valueAt } from "./curve-chart.ts";

/** A plot as a template draws it: exactly one of `matrix`, `curve` and `bars` is there. Names are raw text. */
export interface PlotView {
  readonly kind: string;
  /** The title that the file gives, or its path. */
  readonly name: string;
  readonly matrix: MatrixView | null;
  readonly curve: RateCurveView | null;
  readonly bars: BarsView | null;
}

/** A line from 0 to 1 upwards, over `from` to `to`. */
export interface RateCurveView {
  readonly x: string;
  readonly y: string;
  readonly from: number;
  readonly to: number;
  readonly line: readonly number[];
  /** The diagonal at the same places; null where it would mean nothing. */
  readonly reference: readonly number[] | null;
}

export interface MatrixView {
  readonly labels: readonly string[];
  readonly rows: readonly { readonly label: string; readonly cells: readonly MatrixCell[] }[];
  readonly omitted: number;
}

export interface MatrixCell {
  readonly count: number;
  /** How much of its row's total it is, as a shade from nothing to full. */
  readonly shade: string;
}

export interface BarsView {
  readonly rows: readonly { readonly name: string; readonly value: number; readonly bar: string }[];
  readonly omitted: number;
}

/** More classes do not fit into the width of a comment. */
const MAX_MATRIX = 12;
const MAX_BARS = 15;
const BAR_WIDTH = 20;
const SHADES = ["", "░", "▒", "▓", "█"] as const;

/** What can be drawn of a plot; undefined where it has nothing to show, such as a curve of one point. */
export function plotView({ path, plot }: NamedPlot): PlotView | undefined {
  const view = {
    kind: KINDS[plot.pedigree],
    name: plot.title ?? path,
    matrix: null,
    curve: null,
    bars: null,
  };
  switch (plot.pedigree) {
    case "confusion-matrix":
      return { ...view, matrix: matrixView(plot) };
    case "feature-importance":
      return plot.features.length === 0 ? undefined : { ...view, bars: barsView(plot.features) };
    default: {
      const curve = rateCurve(plot);
      return curve === undefined ? undefined : { ...view, curve };
    }
  }
}

const KINDS: Readonly<Record<Plot["pedigree"], string>> = {
  "confusion-matrix": "Confusion matrix",
  roc: "ROC curve",
  "precision-recall": "Precision and recall",
  calibration: "Calibration",
  "feature-importance": "Feature importance",
};

type RatePlot = Extract<Plot, { readonly points: unknown }>;

const AXES: Readonly<Record<RatePlot["pedigree"], { readonly x: string; readonly y: string }>> = {
  roc: { x: "false positive rate", y: "true positive rate" },
  "precision-recall": { x: "recall", y: "precision" },
  calibration: { x: "predicted probability", y: "observed frequency" },
};

/** The diagonal is a guess for a ROC curve, and perfection for calibration. */
const WITH_DIAGONAL: ReadonlySet<Plot["pedigree"]> = new Set(["roc", "calibration"]);

/** Read off at evenly spaced places, also where the points are few and far apart: that is how Mermaid spaces a line. */
function rateCurve({ pedigree, points }: RatePlot): RateCurveView | undefined {
  const own = drawable(points.map(([step, value]) => ({ step, time: null, value })));
  const from = own[0]?.step;
  const to = own.at(-1)?.step;
  if (from === undefined || to === undefined || from === to) return undefined;
  const places = Array.from(
    { length: CHART_POINTS },
    (_, i) => from + ((to - from) * i) / (CHART_POINTS - 1),
  );
  return {
    from,
    to,
    line: places.map((place) => valueAt(own, place)),
    reference: WITH_DIAGONAL.has(pedigree) ? places : null,
    ...AXES[pedigree],
  };
}

function matrixView({ labels, counts }: Extract<Plot, { pedigree: "confusion-matrix" }>): MatrixView {
  const shown = labels.slice(0, MAX_MATRIX);
  const rows = shown.map((label, i) => {
    const row = counts[i] ?? [];
    const total = row.reduce((sum, count) => sum + count, 0);
    const cells = row.slice(0, MAX_MATRIX).map((count) => ({ count, shade: shadeOf(count, total) }));
    return { label, cells };
  });
  return { labels: shown, rows, omitted: labels.length - shown.length };
}

function shadeOf(count: number, total: number): string {
  return total === 0 ? "" : (SHADES[Math.ceil((count / total) * (SHADES.length - 1))] ?? "");
}

function barsView(features: readonly { readonly name: string; readonly value: number }[]): BarsView {
  const ordered = features.toSorted((a, b) => Math.abs(b.value) - Math.abs(a.value));
  const largest = Math.abs(ordered[0]?.value ?? 0);
  const rows = ordered.slice(0, MAX_BARS).map(({ name, value }) => ({
    name,
    value,
    bar: largest === 0 ? "" : "█".repeat(Math.round((Math.abs(value) / largest) * BAR_WIDTH)),
  }));
  return { rows, omitted: features.length - rows.length };
}
