import { describe, expect, it } from "vitest";
import type { FoundPlot } from "../../../core/ports/importer.ts";
import { mergePlots, placePlots } from "../../../core/run/merge-plots.ts";
import { isDrawing } from "../../../core/run/plot-paths.ts";

const histogram = (name: string, ...steps: readonly number[]): FoundPlot => ({
  name,
  plot: {
    pedigree: "histogram",
    title: name,
    histograms: steps.map((step) => ({ step, edges: [0, 1], counts: [1] })),
  },
});
const norms = (layer: string, ...points: [number, number][]): FoundPlot => ({
  name: "norms",
  plot: { pedigree: "gradient-norms", layers: [{ name: layer, points }] },
});
const curve = (precision: number): FoundPlot => ({
  name: "pr",
  plot: { pedigree: "precision-recall", title: "pr", points: [[0.5, precision]] },
});
const of = (label: string, ...plots: readonly FoundPlot[]) => ({ format: "tensorboard", label, plots });
const stepsOf = (plot: FoundPlot["plot"] | undefined) =>
  plot?.pedigree === "histogram" ? plot.histograms.map(({ step }) => step) : [];

describe("plots of several files", () => {
  it("are one where a training went on in another file, of as many steps as one has", () => {
    const [weights, layers, newest] = mergePlots([
      of("", histogram("w", 0, 1), norms("a", [0, 1]), curve(0.1)),
      of("", histogram("w", 2), norms("a", [1, 2]), curve(0.2)),
      of("", norms("b", [1, 3])),
    ]).map(({ plot }) => plot);
    expect(stepsOf(weights)).toEqual([0, 1, 2]);
    expect(layers).toMatchObject({
      layers: [
        {
          name: "a",
          points: [
            [0, 1],
            [1, 2],
          ],
        },
        { name: "b", points: [[1, 3]] },
      ],
    });
    expect(newest).toMatchObject({ points: [[0.5, 0.2]] });
    const many = Array.from({ length: 40 }, (_, at) => at);
    const [long] = mergePlots([of("", histogram("w", ...many)), of("", histogram("w", ...many))]);
    expect(stepsOf(long?.plot)).toHaveLength(40);
  });

  it("are told apart by their run, in their titles too", () => {
    const plots = mergePlots([
      of("train", histogram("w", 0)),
      of("eval", histogram("w", 0), norms("a", [0, 1])),
    ]);
    expect(plots.map(({ name, plot }) => [name, plot.title])).toEqual([
      ["train/w", "train/w"],
      ["eval/w", "eval/w"],
      ["eval/norms", "eval/gradient-norms"],
    ]);
  });

  it("are twenty at most", () => {
    const plots = Array.from({ length: 30 }, (_, at) => histogram(`w${at}`, 0));
    expect(mergePlots([of("", ...plots)])).toHaveLength(20);
  });
});

describe("the place of a plot in the record", () => {
  const placesOf = (...names: readonly string[]) =>
    placePlots(names.map((name) => ({ format: "tensorboard", ...histogram(name, 0) }))).map(
      ({ path }) => path,
    );

  it("follows from its name, and is the name of a file whatever that is", () => {
    expect(placesOf("fc1/weight", "größe", "../../etc/passwd", "", "x".repeat(300))).toEqual([
      "plots/tensorboard/fc1-weight.json",
      "plots/tensorboard/gr-e.json",
      "plots/tensorboard/etc-passwd.json",
      "plots/tensorboard/plot.json",
      `plots/tensorboard/${"x".repeat(80)}.json`,
    ]);
    expect(placesOf("a").every(isDrawing)).toBe(true);
  });

  it("is nobody else's, not even where a disk knows no case", () => {
    expect(placesOf("a/b", "a.b", "A-B")).toEqual([
      "plots/tensorboard/a-b.json",
      "plots/tensorboard/a-b-2.json",
      "plots/tensorboard/A-B-3.json",
    ]);
  });
});
