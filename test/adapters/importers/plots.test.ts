import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { importPlot } from "../../../adapters/importers/plots.ts";
import { PedigreeError } from "../../../core/errors.ts";
import { withCode } from "../../support/with-code.ts";

const read = (value: unknown) => importPlot(JSON.stringify(value), "plot.json");

describe("plots as DVCLive writes them", () => {
  it("reads a ROC curve whose first threshold is infinite", () => {
    const text =
      '{"roc": [{"fpr": 0.0, "tpr": 0.5, "threshold": Infinity}, {"fpr": 1, "tpr": 1, "threshold": 0}]}';
    expect(importPlot(text, "roc.json")).toEqual({
      pedigree: "roc",
      points: [
        [0, 0.5],
        [1, 1],
      ],
    });
  });

  it.each([
    [{ precision_recall: [{ precision: 0.5, recall: 1, threshold: 0.1 }] }, "precision-recall", [[1, 0.5]]],
    [{ calibration: [{ prob_true: 0.2, prob_pred: 0.1 }] }, "calibration", [[0.1, 0.2]]],
  ])("reads %j", (value, pedigree, points) => {
    expect(read(value)).toEqual({ pedigree, points });
  });

  it("counts the samples of a confusion matrix", () => {
    const samples = [
      ["b", "a"],
      ["a", "a"],
      ["b", "b"],
      ["b", "a"],
    ].map(([actual, predicted]) => ({ actual, predicted }));
    expect(read(samples)).toEqual({
      pedigree: "confusion-matrix",
      labels: ["a", "b"],
      counts: [
        [1, 0],
        [2, 1],
      ],
    });
  });
});

describe("what other tools write", () => {
  it("reads scikit-learn's classification report", () => {
    const row = (precision: number) => ({ precision, recall: 0.5, "f1-score": 0.6, support: 10 });
    const report = {
      no: row(0.8),
      yes: row(0.7),
      accuracy: 0.75,
      "macro avg": row(0.75),
      "weighted avg": row(0.76),
    };
    expect(read(report)).toMatchObject({
      pedigree: "table",
      rows: [
        ["no", 0.8, 0.5, 0.6, 10],
        ["yes", 0.7, 0.5, 0.6, 10],
        ["accuracy", null, null, 0.75, null],
        ["macro avg", 0.75, 0.5, 0.6, 10],
        ["weighted avg", 0.76, 0.5, 0.6, 10],
      ],
    });
    expect(read({ "macro avg": { precision: 1 } })).toBeUndefined();
  });

  it("reads DVCLive's own points as a table, and only from its folder", () => {
    const points = [
      { x: 1, y: 2 },
      { x: 2, z: "a" },
    ];
    expect(importPlot(JSON.stringify(points), "dvclive/plots/custom/p.json")).toEqual({
      pedigree: "table",
      columns: ["x", "y", "z"],
      rows: [
        [1, 2, null],
        [2, null, "a"],
      ],
    });
    expect(read(points)).toBeUndefined();
  });
});

describe("plots of our own", () => {
  it("are read as they are", () => {
    const plot = { pedigree: "feature-importance", features: [{ name: "age", value: -0.2 }] };
    expect(read(plot)).toEqual(plot);
  });

  it.each([
    [{ pedigree: "histogram" }],
    [{ pedigree: "histogram", histograms: [{ edges: [0, 1], counts: [1, 2] }] }],
    [{ pedigree: "histogram", histograms: [{ edges: [1, 0], counts: [1] }] }],
    [{ pedigree: "table", columns: ["a"], rows: [[1, 2]] }],
    [{ pedigree: "chain", steps: [{ name: "a", duration_ms: -1 }] }],
    [{ pedigree: "roc", points: [[0, 2]] }],
    [{ pedigree: "confusion-matrix", labels: ["a"], counts: [[1, 2]] }],
  ])("are refused when they are not what they say: %j", (value) => {
    expect(() => read(value)).toThrow(withCode("SCHEMA_MISMATCH"));
  });
});

it("reads as many points as the schema allows, and no more", () => {
  const plot = (count: number) => ({
    pedigree: "residuals",
    points: Array.from({ length: count }, () => [1, 2]),
  });
  expect(read(plot(20_000))).toEqual(plot(20_000));
  expect(() => read(plot(20_001))).toThrow(withCode("SCHEMA_MISMATCH"));
});

it("takes no other JSON for a plot", () => {
  fc.assert(
    fc.property(fc.json(), (text) => {
      expect(importPlot(text, "x.json")).toBeUndefined();
    }),
  );
});

it("never crashes over a file that was cut", () => {
  const text = JSON.stringify({ pedigree: "roc", points: [[0, 0.5]], title: "é" });
  for (let end = 0; end < text.length; end += 1) {
    try {
      importPlot(text.slice(0, end), "x.json");
      expect.unreachable();
    } catch (error) {
      expect(error).toBeInstanceOf(PedigreeError);
    }
  }
});
