import type { CurvePoint } from "../run/metric.ts";
import { padded } from "./curve-chart.ts";
import { CHART_POINTS, countUndrawn, drawable, LARGEST, valueAt } from "./curve-points.ts";
import type { Line, LinesFigure, Point, ScatterFigure } from "./figure.ts";

/** Lines over `from` to `to`, each read off at the same evenly spaced places. */
export interface LinesView {
  readonly x: string;
  readonly y: string;
  readonly from: number;
  readonly to: number;
  readonly low: number;
  readonly high: number;
  /** How far the axes reach, which tells how many digits are needed on them. */
  readonly width: number;
  readonly height: number;
  /** Empty for a single line of own words, which the axis names already. */
  readonly legend: readonly LegendView[];
  readonly lines: readonly (readonly number[])[];
  /** How many points of the lines are too large for a chart. */
  readonly undrawn: number;
}

export interface LegendView {
  readonly mark: string;
  readonly own: string;
  readonly foreign: string | null;
}

/** Signs in the colours that the template gives the lines, in their order. */
const MARKS = ["🔵", "🟠", "🟢", "🟣", "🟡", "🔴"] as const;

/** Read off at evenly spaced places, also where the points are few and far apart: that is how Mermaid spaces a line. */
export function linesView({ x, y, range, lines }: LinesFigure): LinesView | undefined {
  // A line of nothing but values that are too large would be drawn as one of zeros.
  const shown = lines
    .map((line) => ({ ...line, drawn: drawable(asCurve(line.points)) }))
    .filter((line) => line.drawn.length > 0)
    .slice(0, MARKS.length);
  const drawn = shown.map((line) => line.drawn);
  const all = drawn.flat();
  if (all.length === 0) return undefined;
  const from = all.reduce((least, { step }) => Math.min(least, step), Number.POSITIVE_INFINITY);
  const to = all.reduce((most, { step }) => Math.max(most, step), Number.NEGATIVE_INFINITY);
  if (from === to) return undefined;
  const places = Array.from(
    { length: CHART_POINTS },
    (_, i) => from + ((to - from) * i) / (CHART_POINTS - 1),
  );
  const values = drawn.map((points) => places.map((place) => valueAt(points, place)));
  const [low, high] = range ?? heights(values.flat());
  const size = { width: to - from, height: high - low };
  const undrawn = countUndrawn(lines.flatMap(({ points }) => asCurve(points)));
  return { x, y, from, to, low, high, ...size, legend: legendOf(shown), lines: values, undrawn };
}

function asCurve(points: readonly Point[]): readonly CurvePoint[] {
  return points.map(([step, value]) => ({ step, time: null, value }));
}

function heights(values: readonly number[]): readonly [number, number] {
  const { low, high } = padded(Math.min(...values), Math.max(...values));
  return [low, high];
}

function legendOf(lines: readonly Line[]): readonly LegendView[] {
  if (lines.length === 1 && lines[0]?.foreign === null) return [];
  return lines.map(({ own, foreign }, i) => ({ mark: MARKS[i] ?? "", own, foreign }));
}

/** As many groups as are seen beside each other. */
const GROUPS = 20;

/** Mermaid draws no points: the mean of groups of neighbours, as large as each other, beside the diagonal. */
export function scatterView({ x, y, points }: ScatterFigure): LinesView | undefined {
  const fitting = points.filter(([across, up]) => Math.max(Math.abs(across), Math.abs(up)) <= LARGEST);
  const ordered = fitting.toSorted((a, b) => a[0] - b[0]);
  const size = Math.ceil(ordered.length / GROUPS);
  const means = Array.from({ length: Math.ceil(ordered.length / size) }, (_, i) =>
    centreOf(ordered.slice(i * size, (i + 1) * size)),
  );
  const [first, last] = [means[0]?.[0] ?? 0, means.at(-1)?.[0] ?? 0];
  const diagonal: readonly Point[] = [
    [first, first],
    [last, last],
  ];
  const lines = [
    { own: `mean ${y}`, foreign: null, points: means },
    { own: "perfect", foreign: null, points: diagonal },
  ];
  const view = linesView({ shape: "lines", x, y, range: null, lines, bands: [], notes: [] });
  return view && { ...view, undrawn: points.length - fitting.length };
}

function centreOf(points: readonly Point[]): Point {
  const mean = (axis: 0 | 1) => points.reduce((sum, point) => sum + point[axis], 0) / points.length;
  return [mean(0), mean(1)];
}
