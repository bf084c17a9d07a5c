import { describe, expect, it } from "vitest";
import { sideOf } from "../../../core/compare/side.ts";
import { runIdSchema } from "../../../core/names.ts";
import { buildRun } from "../../support/build-run.ts";

const read = (side: ReturnType<typeof sideOf>, name: string) => side.read(name, undefined, "none");

describe("one side of a comparison", () => {
  it("is a run's own values", () => {
    const side = sideOf({ run: buildRun({ metrics: { auc: 0.9, constructor: 1 } }) });
    expect([...side.names]).toEqual(["auc", "constructor"]);
    expect(read(side, "auc")).toEqual({ value: 0.9, sample: null });
    expect(read(side, "toString")).toBeUndefined();
  });

  it("is the mean of folds, which are no independent repeats", () => {
    const side = sideOf({ run: buildRun({ metrics: { "auc/fold=0": 1, "auc/fold=1": 3, auc: 99 } }) });
    expect([...side.names]).toContain("auc");
    expect(read(side, "auc")).toEqual({ value: 2, sample: { values: [1, 3], folds: true } });
    expect(read(side, "auc/fold=1")).toEqual({ value: 3, sample: null });
  });

  it("is the mean of repeated runs, each of which counts once", () => {
    const other = buildRun({
      id: runIdSchema.parse("2".repeat(32)),
      metrics: { "auc/fold=0": 4, "auc/fold=1": 6, loss: 1 },
    });
    const side = sideOf({ run: buildRun({ metrics: { auc: 1 } }), repeats: [other] });
    expect(read(side, "auc")).toEqual({ value: 3, sample: { values: [1, 5], folds: false } });
    expect(read(side, "loss")).toEqual({ value: 1, sample: null });
  });

  it("diverges when one repeat did", () => {
    const side = sideOf({ run: buildRun({ metrics: { "a/seed=1": 1, "a/seed=2": "NaN" } }) });
    expect(read(side, "a")).toEqual({ value: "NaN", sample: null });
  });
});
