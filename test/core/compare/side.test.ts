import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { sideOf } from "../../../core/compare/side.ts";
import { runIdSchema } from "../../../core/names.ts";
import { buildRun } from "../../support/build-run.ts";
import { law } from "../../support/law.ts";

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

  it("is the mean of the seeds' means where each seed has folds, and the seeds are what repeats", () => {
    const folds = { "auc/seed=1/fold=0": 1, "auc/seed=1/fold=1": 3, "auc/seed=2/fold=0": 6 };
    const side = sideOf({ run: buildRun({ metrics: folds }) });
    expect([...side.names]).toEqual(expect.arrayContaining(["auc", "auc/seed=1", "auc/seed=2"]));
    expect(read(side, "auc")).toEqual({ value: 4, sample: { values: [2, 6], folds: false } });
    expect(read(side, "auc/seed=1")).toEqual({ value: 2, sample: { values: [1, 3], folds: true } });
    expect(read(side, "auc/seed=2")).toEqual({ value: 6, sample: null });
  });

  it("is folds where each fold was repeated, and the folds of the only seed", () => {
    const of = (metrics: Record<string, number>) => read(sideOf({ run: buildRun({ metrics }) }), "auc");
    expect(of({ "auc/fold=0/seed=1": 1, "auc/fold=0/seed=2": 3, "auc/fold=1/seed=1": 4 })).toEqual({
      value: 3,
      sample: { values: [2, 4], folds: true },
    });
    expect(of({ "auc/seed=1/fold=0": 1, "auc/seed=1/fold=1": 3 })).toEqual({
      value: 2,
      sample: { values: [1, 3], folds: true },
    });
  });

  it("diverges when one fold of one seed did", () => {
    const metrics = { "a/seed=1/fold=0": 1, "a/seed=1/fold=1": "NaN", "a/seed=2/fold=0": 2 } as const;
    expect(read(sideOf({ run: buildRun({ metrics }) }), "a")).toEqual({ value: "NaN", sample: null });
  });

  const table = fc
    .tuple(fc.integer({ min: 2, max: 4 }), fc.integer({ min: 2, max: 4 }))
    .chain(([seeds, folds]) => {
      const row = fc.array(fc.integer({ min: -99, max: 99 }), { minLength: folds, maxLength: folds });
      return fc.array(row, { minLength: seeds, maxLength: seeds });
    });

  it("moves by a change of any fold of any seed, and is the mean of all where they are equally many", () => {
    law(table, (rows) => {
      const metrics = Object.fromEntries(
        rows.flatMap((row, s) => row.map((v, f) => [`m/seed=${s}/fold=${f}`, v] as const)),
      );
      const found = read(sideOf({ run: buildRun({ metrics }) }), "m");
      const all = rows.flat();
      const mean = all.reduce((sum, v) => sum + v, 0) / all.length;
      expect(found?.value).toBeCloseTo(mean, 9);
      expect(found?.sample?.values).toHaveLength(rows.length);
      expect(found?.sample?.folds).toBe(false);
    });
  });
});
