import type { Drawing, FigureDrawer } from "../../../core/ports/plots.ts";
import { svgDocument } from "./document.ts";
import type { Markup } from "./element.ts";
import { HEIGHT } from "./frame.ts";
import { drawLines } from "./lines.ts";
import { barsHeight, drawBars, drawColumns, drawMatrix, drawScatter } from "./shapes.ts";
import { drawTimeline, timelineHeight } from "./timeline.ts";

/** Draws figures as SVG: small, the same bytes every time, readable in light and dark, and with nothing from outside. */
export function createFigureDrawer(): FigureDrawer {
  return { draw: (drawing) => Promise.resolve(drawSvg(drawing)) };
}

function drawSvg({ title, description, figure }: Drawing): string {
  return svgDocument({ title, description, height: heightOf(figure) }, contentOf(figure));
}

function heightOf(figure: Drawing["figure"]): number {
  if (figure.shape === "timeline") return timelineHeight(figure);
  return figure.shape === "bars" ? barsHeight(figure) : HEIGHT;
}

function contentOf(figure: Drawing["figure"]): readonly Markup[] {
  switch (figure.shape) {
    case "lines":
      return drawLines(figure);
    case "scatter":
      return drawScatter(figure);
    case "bars":
      return drawBars(figure);
    case "columns":
      return drawColumns(figure);
    case "matrix":
      return drawMatrix(figure);
    case "timeline":
      return drawTimeline(figure);
  }
}
