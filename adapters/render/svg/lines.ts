import type { Line, LinesFigure, Point } from "../../../core/report/figure.ts";
import { fill, stroke } from "./document.ts";
import { element, label, type Markup, pixel } from "./element.ts";
import { type Frame, frame } from "./frame.ts";
import { rangeOf } from "./scale.ts";

export function drawLines({ x, y, range, lines, bands }: LinesFigure): readonly Markup[] {
  const points = lines.flatMap((line) => line.points);
  const across = rangeOf(points.map(([at]) => at));
  const up = rangeOf([...points.map(([, value]) => value), ...(range ?? [])], range === null ? 0.05 : 0);
  const axes = frame({ name: x, range: across }, { name: y, range: up });
  return [
    ...axes.markup,
    ...bands.flatMap(([low, high]) => band(axes, lines[low]?.points ?? [], lines[high]?.points ?? [])),
    ...lines.flatMap((line, i) => path(axes, line, bands.length === 0 ? i : i === 0 ? 0 : null)),
    ...legend(lines, bands.length > 0),
  ];
}

/** A band's outer lines are only the edges of its shade. */
function path(axes: Frame, { own, points }: Line, series: number | null): readonly Markup[] {
  if (series === null || points.length === 0) return [];
  const dashes = own === "diagonal" ? { "stroke-dasharray": "4 4" } : {};
  return [element("polyline", { class: stroke(series), points: places(axes, points), ...dashes })];
}

function band(axes: Frame, low: readonly Point[], high: readonly Point[]): readonly Markup[] {
  const around = places(axes, [...low, ...high.toReversed()]);
  return [element("polygon", { class: fill(0), "fill-opacity": "0.2", points: around })];
}

function places({ x, y }: Frame, points: readonly Point[]): string {
  return points.map(([at, value]) => `${pixel(x(at))},${pixel(y(value))}`).join(" ");
}

const LEGEND_WIDTH = 100;

function legend(lines: readonly Line[], shaded: boolean): readonly Markup[] {
  if (shaded)
    return [label("median; half of all values; 90 % of all values", { class: "tick", x: 16, y: 42 }, 60)];
  return lines
    .slice(0, 6)
    .flatMap(({ own, foreign }, i) => [
      element("rect", { class: fill(i), x: 16 + i * LEGEND_WIDTH, y: 33, width: 10, height: 10 }),
      label(foreign ?? own, { class: "tick", x: 30 + i * LEGEND_WIDTH, y: 42 }, lines.length === 1 ? 80 : 13),
    ]);
}
