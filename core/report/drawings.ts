import type { Drawing } from "../ports/plots.ts";
import { thinCurve } from "../run/curve-thinning.ts";
import type { Curves } from "../run/metric.ts";
import type { NamedPlot } from "../run/plot.ts";
import type { Run } from "../run/run.ts";
import { drawable, LARGEST_IN_IMAGE } from "./curve-points.ts";
import type { Figure, GraphicFigure, Point } from "./figure.ts";
import { PLOT_KINDS, plotFigures, plotName } from "./plot-figures.ts";

/** Curves beyond these are in `curves.parquet` only: a folder of hundreds of images helps nobody. */
const MAX_CURVES = 40;
/** As many points as an image has pixels to tell apart. */
const MAX_POINTS = 500;

/** The images of a run: its curves, those of metrics with a goal first, and what it left to look at. */
export function drawingsOf(
  curves: Curves,
  goals: Run["goals"],
  plots: readonly NamedPlot[],
): readonly Drawing[] {
  const names = [...curves.keys()].sort((a, b) => rank(a, goals) - rank(b, goals) || (a < b ? -1 : 1));
  const drawn = names.flatMap((metric) => curveDrawing(metric, curves) ?? []).slice(0, MAX_CURVES);
  return withOwnNames([...drawn, ...plots.flatMap(plotDrawings)]);
}

function rank(metric: string, goals: Run["goals"]): number {
  return Object.hasOwn(goals, metric) ? 0 : 1;
}

function curveDrawing(metric: string, curves: Curves): Drawing | undefined {
  const points = thinCurve(drawable(curves.get(metric) ?? [], LARGEST_IN_IMAGE), MAX_POINTS);
  const last = points.at(-1);
  if (last === undefined || points[0]?.step === last.step) return undefined;
  const line = { own: "", foreign: metric, points: points.map(({ step, value }): Point => [step, value]) };
  return {
    name: `curve-${slug(metric)}`,
    title: metric,
    description: `The curve of a metric over ${points.length} steps; its last value is ${last.value}.`,
    figure: { shape: "lines", x: "step", y: "value", range: null, lines: [line], bands: [], notes: [] },
  };
}

function plotDrawings(named: NamedPlot): readonly Drawing[] {
  const { path, plot } = named;
  const kind = PLOT_KINDS[plot.pedigree];
  return plotFigures(plot)
    .filter(isGraphic)
    .map((figure) => ({
      name: slug(path.replace(/\.json$/i, "")),
      title: `${kind}: ${plotName(named)}`,
      description: describe(figure),
      figure: thinned(figure),
    }));
}

function isGraphic(figure: Figure): figure is GraphicFigure {
  return figure.shape !== "table" && figure.shape !== "texts";
}

function thinned(figure: GraphicFigure): GraphicFigure {
  if (figure.shape !== "lines") return figure;
  const lines = figure.lines.map((line) => ({ ...line, points: thinPoints(line.points) }));
  return { ...figure, lines };
}

function thinPoints(points: readonly Point[]): readonly Point[] {
  const curve = points.map(([step, value]) => ({ step, time: null, value }));
  return thinCurve(curve, MAX_POINTS).map(({ step, value }): Point => [step, value]);
}

/** In words, for those who do not see the image. */
function describe(figure: GraphicFigure): string {
  switch (figure.shape) {
    case "lines": {
      const names = figure.lines.map(({ own, foreign }) => foreign ?? own).join(", ");
      return [`${figure.y} over ${figure.x}: ${names}.`, ...figure.notes].join(" ");
    }
    case "scatter":
      return `${figure.points.length} points, ${figure.y} over ${figure.x}, beside the diagonal.`;
    case "columns":
      return [`${figure.y} over ${figure.bins.length} bins of ${figure.x}.`, ...figure.notes].join(" ");
    case "bars":
      return `${figure.measure} of ${figure.bars.length} features; the largest is ${figure.bars[0]?.name ?? ""}.`;
    case "matrix":
      return `Counts of ${figure.labels.length} actual classes by predicted class.`;
    case "timeline":
      return [`${figure.steps.length} steps over time.`, ...figure.notes].join(" ");
  }
}

const MAX_SLUG = 80;

/** What is safe as the name of a file everywhere: letters, digits, dots, hyphens. */
function slug(text: string): string {
  const safe = text
    .replace(/[^A-Za-z0-9._-]+/g, "-")
    .replace(/^[.-]+|[.-]+$/g, "")
    .slice(0, MAX_SLUG);
  return safe === "" ? "unnamed" : safe;
}

/** A second image of one name is `NAME-2`; file systems that ignore case would lose one of `a` and `A`. */
function withOwnNames(drawings: readonly Drawing[]): readonly Drawing[] {
  const taken = new Set<string>();
  return drawings.map((drawing) => {
    let name = drawing.name;
    for (let n = 2; taken.has(name.toLowerCase()); n += 1) name = `${drawing.name}-${n}`;
    taken.add(name.toLowerCase());
    return { ...drawing, name };
  });
}
