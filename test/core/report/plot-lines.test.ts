import { describe, expect, it } from "vitest";
import { foreignLine, type LinesFigure, type Point } from "../../../core/report/figure.ts";
import { linesView, scatterView } from "../../../core/report/plot-lines.ts";

const figure = (lines: LinesFigure["lines"]): LinesFigure => ({
  shape: "lines",
  x: "step",
  y: "value",
  range: null,
  lines,
  bands: [],
  notes: [],
});

describe("lines", () => {
  it("share one axis: each is held at its end where another goes on", () => {
    const short = foreignLine("short", [
      [0, 5],
      [10, 6],
    ]);
    const long = foreignLine("long", [
      [0, 1],
      [20, 3],
    ]);
    const view = linesView(figure([short, long]));
    expect(view).toMatchObject({ from: 0, to: 20, legend: [{ foreign: "short" }, { foreign: "long" }] });
    expect(view?.lines.map((line) => line.at(-1))).toEqual([6, 3]);
    expect(view?.low).toBeLessThan(1);
    expect(view?.high).toBeGreaterThan(6);
    expect(view?.width).toBe(20);
    expect(view?.height).toBeCloseTo(5.5, 9);
  });

  it("are nothing over a single step", () => {
    expect(linesView(figure([foreignLine("a", [[3, 1]])]))).toBeUndefined();
    expect(linesView(figure([foreignLine("a", [])]))).toBeUndefined();
  });

  it("of values that are too large are left out and counted, not drawn at zero", () => {
    const line = (name: string, ...values: readonly number[]) =>
      foreignLine(
        name,
        values.map((value, step): Point => [step, value]),
      );
    const view = linesView(figure([line("huge", 1e15, 1e16), line("one", 1, 1e13, 3)]));
    expect(view).toMatchObject({ legend: [{ foreign: "one" }], undrawn: 3, lines: { length: 1 } });
    expect(view?.low).toBeGreaterThan(0);
  });

  it("are at most as many as there are colours", () => {
    const points: readonly Point[] = [
      [0, 0],
      [1, 1],
    ];
    const many = Array.from({ length: 9 }, (_, i) => foreignLine(`l${i}`, points));
    expect(linesView(figure(many))?.legend).toHaveLength(6);
  });
});

it("draws a cloud as the means of neighbours beside the diagonal", () => {
  // Predicted is twice the actual value: the first line lies on 2x, the second on x.
  const points = Array.from({ length: 400 }, (_, i): Point => [i % 100, 2 * (i % 100)]);
  const view = scatterView({ shape: "scatter", x: "actual", y: "predicted", points, notes: [] });
  expect(view?.undrawn).toBe(0);
  const huge = scatterView({
    shape: "scatter",
    x: "actual",
    y: "predicted",
    points: [...points, [1, 1e14]],
    notes: [],
  });
  expect(huge).toEqual({ ...view, undrawn: 1 });
  const [means = [], diagonal = []] = view?.lines ?? [];
  expect(means).toHaveLength(diagonal.length);
  means.forEach((mean, i) => {
    expect(mean).toBeCloseTo(2 * (diagonal[i] ?? 0), 6);
  });
});
