import type { BarsFigure, ColumnsFigure, MatrixFigure, ScatterFigure } from "../../../core/report/figure.ts";
import { formatNumber } from "../../../core/report/numbers.ts";
import { fill, stroke } from "./document.ts";
import { element, label, type Markup } from "./element.ts";
import { frame, HEIGHT, TOP, WIDTH } from "./frame.ts";
import { rangeOf } from "./scale.ts";

/** More points than this cannot be told apart, and make the file large. */
const MAX_DOTS = 1_000;

export function drawScatter({ x, y, points }: ScatterFigure): readonly Markup[] {
  const step = Math.max(1, Math.ceil(points.length / MAX_DOTS));
  const shown = points.filter((_, i) => i % step === 0);
  const across = rangeOf(
    shown.map(([at]) => at),
    0.05,
  );
  const up = rangeOf([...shown.map(([, value]) => value), ...across]);
  const axes = frame({ name: x, range: across }, { name: y, range: up });
  const [low, high] = across;
  return [
    ...axes.markup,
    element("line", {
      class: stroke(1),
      x1: axes.x(low),
      y1: axes.y(low),
      x2: axes.x(high),
      y2: axes.y(high),
      "stroke-dasharray": "4 4",
    }),
    ...shown.map(([at, value]) =>
      element("circle", { class: fill(0), cx: axes.x(at), cy: axes.y(value), r: 2.5, "fill-opacity": "0.6" }),
    ),
  ];
}

export function drawColumns({ x, y, bins }: ColumnsFigure): readonly Markup[] {
  const across = rangeOf(bins.flatMap(({ from, to }) => [from, to]));
  const up = rangeOf([0, ...bins.map(({ count }) => count)]);
  const axes = frame({ name: x, range: across }, { name: y, range: up });
  const columns = bins.map(({ from, to, count }) =>
    element("rect", {
      class: fill(0),
      x: axes.x(from),
      y: axes.y(count),
      width: Math.max(0, axes.x(to) - axes.x(from) - 1),
      height: axes.y(0) - axes.y(count),
    }),
  );
  return [...axes.markup, ...columns];
}

const MAX_BARS = 15;
const BAR_LEFT = 200;
const BAR_RIGHT = WIDTH - 110;
const BAR_ROW = 20;

export function barsHeight({ bars }: BarsFigure): number {
  return TOP + Math.min(bars.length, MAX_BARS) * BAR_ROW + 16;
}

/** Rows of bars, negative values in the second colour. */
export function drawBars({ bars, measure, words }: BarsFigure): readonly Markup[] {
  const shown = bars.slice(0, MAX_BARS);
  const largest = Math.max(0, ...shown.map(({ value }) => Math.abs(value)));
  const head = words === "" ? measure : `${measure}; ${words.toLowerCase()} …`;
  return [
    label(head, { class: "tick", x: 16, y: 42 }, 80),
    ...shown.flatMap(({ name, value, word }, i) => {
      const y = TOP + i * BAR_ROW;
      const width = largest === 0 ? 0 : (Math.abs(value) / largest) * (BAR_RIGHT - BAR_LEFT);
      const text = [formatNumber(value), word].filter((part) => part !== "").join(" ");
      return [
        label(name, { class: "text", x: BAR_LEFT - 8, y: y + 13, "text-anchor": "end" }, 28),
        element("rect", {
          class: fill(value < 0 ? 1 : 0),
          x: BAR_LEFT,
          y: y + 3,
          width,
          height: BAR_ROW - 6,
        }),
        label(text, { class: "tick", x: BAR_LEFT + width + 6, y: y + 13 }, 24),
      ];
    }),
  ];
}

const MAX_CLASSES = 20;

/** A grid, shaded by the share of the row. */
export function drawMatrix({ labels, counts }: MatrixFigure): readonly Markup[] {
  const shown = labels.slice(0, MAX_CLASSES);
  const [left, top] = [120, TOP + 20];
  const width = (WIDTH - left - 16) / shown.length;
  const height = (HEIGHT - top - 16) / shown.length;
  const cell = (row: readonly number[], i: number, j: number) => {
    const total = row.reduce((sum, count) => sum + count, 0);
    const count = row[j] ?? 0;
    const place = { x: left + j * width, y: top + i * height, width: width - 1, height: height - 1 };
    const share = total === 0 ? 0 : count / total;
    const middle = { x: place.x + width / 2, y: place.y + height / 2 + 4, "text-anchor": "middle" };
    return [
      element("rect", { ...place, class: fill(0), "fill-opacity": (0.05 + share * 0.6).toFixed(2) }),
      label(formatNumber(count), { class: "text", ...middle }, 8),
    ];
  };
  const most = Math.max(2, Math.floor(width / 8));
  return [
    label("rows: actual; columns: predicted; shade: share of the row", { class: "tick", x: 16, y: 42 }, 80),
    ...shown.flatMap((name, i) => [
      label(name, { class: "text", x: left - 8, y: top + (i + 0.5) * height + 4, "text-anchor": "end" }, 16),
      label(name, { class: "text", x: left + (i + 0.5) * width, y: top - 6, "text-anchor": "middle" }, most),
      ...shown.flatMap((_, j) => cell(counts[i] ?? [], i, j)),
    ]),
  ];
}
