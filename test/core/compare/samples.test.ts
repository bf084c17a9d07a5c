import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { Sample } from "../../../core/compare/sample.ts";
import { describeSample, testDifference, varianceOf } from "../../../core/compare/samples.ts";

const sample = (values: readonly number[], folds = false): Sample => ({ values, folds });

// Hours of sleep gained, “Student”, Biometrika 6 (1908) 20. R prints for t.test(extra ~ group): t = -1.8608,
// df = 17.776, p-value = 0.07939, 95 percent confidence interval -3.3654832 0.2054832.
const FIRST = [0.7, -1.6, -0.2, -1.2, -0.1, 3.4, 3.7, 0.8, 0, 2];
const SECOND = [1.9, 0.8, 1.1, 0.1, -0.1, 4.4, 5.5, 1.6, 4.6, 3.4];

describe("Welch's test", () => {
  it("gives the published result for Student's sleep data", () => {
    const test = testDifference(sample(FIRST), sample(SECOND));
    expect(test).toMatchObject({ method: "welch" });
    expect(test?.p).toBeCloseTo(0.07939, 5);
    expect(test?.halfWidth).toBeCloseTo((0.2054832 + 3.3654832) / 2, 6);
    expect(test?.detectable).toBeGreaterThan(test?.halfWidth ?? 0);
  });

  it("does not depend on order, shift or scale", () => {
    const values = fc.array(fc.integer({ min: -100, max: 100 }), { minLength: 2, maxLength: 12 });
    fc.assert(
      fc.property(
        values,
        values,
        fc.integer({ min: 1, max: 50 }),
        fc.integer({ min: -50, max: 50 }),
        (a, b, k, c) => {
          const there = testDifference(sample(a), sample(b));
          const back = testDifference(sample(b), sample(a));
          const moved = testDifference(sample(a.map((x) => k * x + c)), sample(b.map((x) => k * x + c)));
          expect(back?.p ?? -1).toBeCloseTo(there?.p ?? -1, 9);
          expect(moved?.p ?? -1).toBeCloseTo(there?.p ?? -1, 9);
          expect((moved?.halfWidth ?? 0) / k).toBeCloseTo(there?.halfWidth ?? 0, 6);
        },
      ),
    );
  });
});

describe("a single run against repeats", () => {
  it("is judged by the prediction interval of one more value", () => {
    // Mean 10, standard deviation 2, n = 5: the interval is 10 ± 2.776 · 2 · √1.2.
    const values = [8, 8, 10, 12, 12];
    expect(varianceOf(values)).toBeCloseTo(4, 12);
    const test = testDifference(sample([16.081]), sample(values));
    expect(test).toMatchObject({ method: "single" });
    expect(test?.halfWidth).toBeCloseTo(2.776 * 2 * Math.sqrt(1.2), 2);
    expect(test?.p).toBeCloseTo(0.05, 3);
  });
});

describe("what cannot be tested", () => {
  it.each([
    ["two single runs", [1], [2]],
    ["repeats that do not vary", [1, 1, 1], [2, 2]],
    // 0.1 + 0.1 + 0.1 is not 0.3, and its third not 0.1.
    [
      "repeats that do not vary, whatever their sum is rounded to",
      [0.1, 0.1, 0.1],
      [0.7, 0.7, 0.7, 0.7, 0.7, 0.7],
    ],
    ["a run and repeats that do not vary", [0.2], [0.1, 0.1, 0.1]],
  ])("%s", (_, a, b) => {
    expect(testDifference(sample(a), sample(b))).toBeUndefined();
  });
});

describe("the mean of a sample", () => {
  it("has the interval of the t distribution", () => {
    const { mean, halfWidth, count } = describeSample(sample([8, 8, 10, 12, 12]));
    expect([mean, count]).toEqual([10, 5]);
    expect(halfWidth).toBeCloseTo((2.776 * 2) / Math.sqrt(5), 2);
  });

  it("is that of equal values, and without a spread", () => {
    const equal = (value: number) => describeSample(sample(Array.from({ length: 3 }, () => value)));
    expect(equal(0.1)).toEqual({ mean: 0.1, halfWidth: 0, count: 3 });
    expect(equal(1e308)).toEqual({ mean: 1e308, halfWidth: 0, count: 3 });
  });

  it("has none for a single run", () => {
    expect(describeSample(sample([3]))).toEqual({ mean: 3, halfWidth: null, count: 1 });
  });

  it("is less certain for folds, which share training data", () => {
    const values = [8, 8, 10, 12, 12];
    const ratio =
      (describeSample(sample(values, true)).halfWidth ?? 0) / (describeSample(sample(values)).halfWidth ?? 1);
    expect(ratio).toBeCloseTo(Math.sqrt((1 / 5 + 1 / 4) * 5), 12);
  });
});
