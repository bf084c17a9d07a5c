import { describe, expect, it } from "vitest";
import { plotView } from "../../../core/report/plot-view.ts";
import type { Plot } from "../../../core/run/plot.ts";

const view = (plot: Plot) => plotView({ path: "p.json", plot });

describe("a confusion matrix", () => {
  it("is shaded by the share of its row", () => {
    const counts = [
      [8, 2, 0],
      [0, 5, 5],
      [0, 0, 0],
    ];
    const matrix = view({ pedigree: "confusion-matrix", labels: ["a", "b", "c"], counts })?.matrix;
    expect(matrix?.rows.map(({ cells }) => cells.map(({ shade }) => shade))).toEqual([
      ["█", "░", ""],
      ["", "▒", "▒"],
      ["", "", ""],
    ]);
  });

  it("shows as many classes as there is width for", () => {
    const labels = Array.from({ length: 20 }, (_, i) => `c${i}`);
    const matrix = view({
      pedigree: "confusion-matrix",
      labels,
      counts: labels.map(() => labels.map(() => 1)),
    });
    expect(matrix?.matrix).toMatchObject({ labels: { length: 12 }, rows: { length: 12 }, omitted: 8 });
    expect(matrix?.matrix?.rows[0]?.cells).toHaveLength(12);
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
    const curve = view({ pedigree: "roc", points })?.curve;
    expect(curve).toMatchObject({ from: 0, to: 1, reference: expect.arrayContaining([0, 1]) });
    expect([curve?.line[0], curve?.line.at(-1)]).toEqual([0.6, 1]);
    // The bend at (0.5, 0.9) stays, though the file has only four points.
    expect(Math.max(...(curve?.line.filter((_, i) => (curve.reference?.[i] ?? 1) < 0.51) ?? []))).toBeCloseTo(
      0.9,
      1,
    );
    expect(view({ pedigree: "precision-recall", points })?.curve?.reference).toBeNull();
  });

  it("is nothing with one point", () => {
    expect(view({ pedigree: "calibration", points: [[0.5, 0.5]] })).toBeUndefined();
  });
});

describe("importance", () => {
  it("is ordered by size, with the largest as the full bar", () => {
    const features = [
      { name: "a", value: 1 },
      { name: "b", value: -4 },
      { name: "c", value: 0 },
    ];
    const bars = view({ pedigree: "feature-importance", features })?.bars;
    expect(bars?.rows.map(({ name, bar }) => [name, bar.length])).toEqual([
      ["b", 20],
      ["a", 5],
      ["c", 0],
    ]);
  });

  it("leaves out the least where there are many, and shows nothing of none", () => {
    const features = Array.from({ length: 18 }, (_, i) => ({ name: `f${i}`, value: i }));
    expect(view({ pedigree: "feature-importance", features })?.bars).toMatchObject({
      rows: { length: 15 },
      omitted: 3,
    });
    expect(view({ pedigree: "feature-importance", features: [] })).toBeUndefined();
  });
});
