import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { studentQuantile, studentTwoSided } from "../../../core/compare/student.ts";

describe("Student's t distribution", () => {
  // Percentage points as every printed table has them, e.g. Abramowitz & Stegun, table 26.10.
  it.each([
    [0.975, 1, 12.706],
    [0.975, 2, 4.303],
    [0.975, 5, 2.571],
    [0.975, 10, 2.228],
    [0.975, 30, 2.042],
    [0.975, 120, 1.98],
    [0.95, 7, 1.895],
    [0.995, 4, 4.604],
    [0.9, 15, 1.341],
    [0.8, 8, 0.889],
  ])("p %f with %d degrees of freedom: %f", (p, freedom, expected) => {
    expect(studentQuantile(p, freedom)).toBeCloseTo(expected, 3);
  });

  it("approaches the normal distribution", () => {
    expect(studentQuantile(0.975, 1e6)).toBeCloseTo(1.96, 3);
    expect(studentTwoSided(1, 1e6)).toBeCloseTo(0.3173, 4);
  });

  it("is Cauchy's with one degree of freedom", () => {
    fc.assert(
      fc.property(fc.double({ min: -1e3, max: 1e3, noNaN: true }), (t) => {
        expect(studentTwoSided(t, 1)).toBeCloseTo(1 - (2 / Math.PI) * Math.atan(Math.abs(t)), 10);
      }),
    );
  });

  it("keeps its digits where t is small", () => {
    for (const t of [1e-9, 1e-7, 5e-7, 1e-6, 1e-4, 0.01]) {
      expect(studentTwoSided(t, 1)).toBeCloseTo(1 - (2 / Math.PI) * Math.atan(t), 12);
    }
  });

  it("gives back the probability of its own quantile", () => {
    const p = fc.double({ min: 0.6, max: 0.999, noNaN: true });
    fc.assert(
      fc.property(p, fc.double({ min: 1, max: 200, noNaN: true }), (probability, freedom) => {
        const t = studentQuantile(probability, freedom);
        expect(studentTwoSided(t, freedom)).toBeCloseTo(2 * (1 - probability), 9);
      }),
    );
  });

  it("says NaN of NaN", () => {
    expect(studentTwoSided(Number.NaN, 5)).toBeNaN();
  });
});
