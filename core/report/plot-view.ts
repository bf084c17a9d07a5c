import type { NamedPlot } from "../run/plot.ts";
import type { Figure } from "./figure.ts";
import { type BarsView, barsView, columnsView } from "./plot-bars.ts";
import { PLOT_KINDS, plotFigures, plotName } from "./plot-figures.ts";
import { type LinesView, linesView, scatterView } from "./plot-lines.ts";
import { type MatrixView, matrixView } from "./plot-matrix.ts";
import { type TableView, type TextsView, tableView, textsView } from "./plot-table.ts";
import { type TimelineView, timelineView } from "./plot-timeline.ts";

/** A plot as a template draws it. Names are raw text. */
export interface PlotView {
  /** Own words. */
  readonly kind: string;
  /** The title that the file gives, or its path. */
  readonly name: string;
  readonly parts: readonly PartView[];
}

/** Exactly one of the shapes is there. */
export interface PartView {
  readonly matrix: MatrixView | null;
  readonly lines: LinesView | null;
  readonly bars: BarsView | null;
  readonly table: TableView | null;
  readonly timeline: TimelineView | null;
  readonly texts: TextsView | null;
  /** Own words. */
  readonly notes: readonly string[];
}

const EMPTY: PartView = {
  matrix: null,
  lines: null,
  bars: null,
  table: null,
  timeline: null,
  texts: null,
  notes: [],
};

/** What can be drawn of a plot; undefined where it has nothing to show, such as a curve of one point. */
export function plotView({ path, plot }: NamedPlot): PlotView | undefined {
  const parts = plotFigures(plot).flatMap((figure) => partView(figure) ?? []);
  if (parts.length === 0) return undefined;
  return { kind: PLOT_KINDS[plot.pedigree], name: plotName({ path, plot }), parts };
}

function partView(figure: Figure): PartView | undefined {
  switch (figure.shape) {
    case "matrix":
      return { ...EMPTY, matrix: matrixView(figure) };
    case "lines":
      return withLines(linesView(figure), figure.notes);
    case "scatter":
      return withLines(scatterView(figure), figure.notes);
    case "bars":
      return { ...EMPTY, bars: barsView(figure) };
    case "columns":
      return { ...EMPTY, bars: columnsView(figure), notes: figure.notes };
    case "table":
      return { ...EMPTY, table: tableView(figure), notes: figure.notes };
    case "timeline":
      return { ...EMPTY, timeline: timelineView(figure), notes: figure.notes };
    case "texts":
      return { ...EMPTY, texts: textsView(figure) };
  }
}

function withLines(lines: LinesView | undefined, notes: readonly string[]): PartView | undefined {
  return lines === undefined ? undefined : { ...EMPTY, lines, notes };
}
