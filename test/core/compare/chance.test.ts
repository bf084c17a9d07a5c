import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { againstFirst, holm } from "../../../core/compare/chance.ts";
import { compareMetrics } from "../../../core/compare/compare-metrics.ts";
import { buildRun } from "../../support/build-run.ts";

describe("Holm's correction", () => {
  it("multiplies the smallest by their number, the next by one less, and lets none fall below the one before", () => {
    // R: p.adjust(c(0.01, 0.04, 0.03, 0.005), "holm")
    const adjusted = holm([0.01, 0.04, 0.03, 0.005]);
    for (const [at, p] of [0.03, 0.06, 0.06, 0.02].entries()) expect(adjusted[at]).toBeCloseTo(p, 12);
    expect(holm([0.6, 0.7])).toEqual([1, 1]);
    expect(holm([0.03])).toEqual([0.03]);
  });

  it("lies between no correction and Bonferroni's, in the same order", () => {
    const p = fc.double({ min: 0, max: 1, noNaN: true });
    fc.assert(
      fc.property(fc.array(p, { minLength: 1, maxLength: 8 }), (values) => {
        const adjusted = holm(values);
        for (const [at, value] of values.entries()) {
          expect(adjusted[at]).toBeGreaterThanOrEqual(value);
          expect(adjusted[at]).toBeLessThanOrEqual(Math.min(1, value * values.length));
          for (const [other, another] of values.entries())
            if (value < another) expect(adjusted[at]).toBeLessThanOrEqual(adjusted[other] ?? 0);
        }
      }),
    );
  });
});

describe("each against the first", () => {
  const runOf = (auc: number) => buildRun({ metrics: { auc } });
  const around = (auc: number) => [-0.01, 0, 0.01].map((off) => runOf(auc + off));
  const change = (auc: number) =>
    compareMetrics(runOf(0.9), runOf(auc), { repeats: around(0.9), referenceRepeats: around(auc) })[0];

  it("takes more to differ where more runs are held against it", () => {
    const just = 0.9142;
    expect(againstFirst([change(just)])).toMatchObject([{ differs: true }]);
    const [one, same, far] = againstFirst([change(just), change(0.9001), change(0.99)]);
    expect([one?.differs, same?.differs, far?.differs]).toEqual([false, false, true]);
    expect(one?.p).toBeLessThan(0.05);
  });

  it("is not judged where nothing is known of chance, which does not count for the correction either", () => {
    const single = compareMetrics(runOf(0.9), runOf(0.99))[0];
    const [unknown, one] = againstFirst([single, change(0.99)]);
    expect(unknown).toBeNull();
    expect(one?.adjusted).toBe(one?.p);
    expect(againstFirst([undefined])).toEqual([null]);
  });
});
