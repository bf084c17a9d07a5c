import { describe, expect, it } from "vitest";
import { plotView } from "../../../core/report/plot-view.ts";
import type { Plot } from "../../../core/run/plot.ts";

const view = (plot: Plot) => plotView({ path: "p.json", plot });
const part = (plot: Plot) => view(plot)?.parts[0];

describe("a confusion matrix", () => {
  it("is shaded by the share of its row", () => {
    const counts = [
      [8, 2, 0],
      [0, 5, 5],
      [0, 0, 0],
    ];
    const matrix = part({ pedigree: "confusion-matrix", labels: ["a", "b", "c"], counts })?.matrix;
    expect(matrix?.rows.map(({ cells }) => cells.map(({ shade }) => shade))).toEqual([
      ["█", "░", ""],
      ["", "▒", "▒"],
      ["", "", ""],
    ]);
  });

  it("shows as many classes as there is width for", () => {
    const labels = Array.from({ length: 20 }, (_, i) => `c${i}`);
    const counts = labels.map(() => labels.map(() => 1));
    const matrix = part({ pedigree: "confusion-matrix", labels, counts })?.matrix;
    expect(matrix).toMatchObject({ labels: { length: 12 }, rows: { length: 12 }, omitted: 8 });
    expect(matrix?.rows[0]?.cells).toHaveLength(12);
  });
});

describe("a curve of rates", () => {
  const points: [number, number][] = [
    [0, 0],
    [0, 0.6],
    [0.5, 0.9],
    [1, 1],
  ];
  it("is drawn from 0 to 1, beside the diagonal where that means something", () => {
    const lines = part({ pedigree: "roc", points })?.lines;
    expect(lines).toMatchObject({ from: 0, to: 1, low: 0, high: 1 });
    const [own = [], diagonal = []] = lines?.lines ?? [];
    expect([own[0], own.at(-1)]).toEqual([0.6, 1]);
    expect([diagonal[0], diagonal.at(-1)]).toEqual([0, 1]);
    // The bend at (0.5, 0.9) stays, though the file has only four points.
    expect(Math.max(...own.filter((_, i) => (diagonal[i] ?? 1) < 0.51))).toBeCloseTo(0.9, 1);
    expect(part({ pedigree: "precision-recall", points })?.lines).toMatchObject({
      lines: { length: 1 },
      legend: [],
    });
  });

  it("is nothing with one point", () => {
    expect(view({ pedigree: "calibration", points: [[0.5, 0.5]] })).toBeUndefined();
  });
});

it("names a plot by its title, and else by its file", () => {
  const plot: Plot = { pedigree: "confusion-matrix", labels: ["a"], counts: [[1]] };
  expect(view(plot)?.name).toBe("p.json");
  expect(view({ ...plot, title: " " })?.name).toBe("p.json");
  expect(view({ ...plot, title: "of the test set" })?.name).toBe("of the test set");
});
