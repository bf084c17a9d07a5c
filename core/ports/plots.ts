import type { GraphicFigure } from "../report/figure.ts";
import type { NamedPlot } from "../run/plot.ts";
import type { RecordedFile } from "../run/run.ts";
import type { Noted } from "./recording.ts";

/** Finds what can be drawn among the artifacts of a record on disk. A file of any other kind is passed over silently. */
export interface PlotReader {
  read(folder: string, files: readonly RecordedFile[]): Promise<Noted<readonly NamedPlot[]>>;
}

/** An image to be made. Title and description may hold text from outside. */
export interface Drawing {
  /** The name of its file, without folder and suffix. */
  readonly name: string;
  readonly title: string;
  readonly description: string;
  readonly figure: GraphicFigure;
}

/** Draws a figure as the text of an SVG file: the same bytes for the same drawing. */
export interface FigureDrawer {
  draw(drawing: Drawing): Promise<string>;
}
