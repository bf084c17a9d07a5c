import { describe, expect, it } from "vitest";
import { canBootstrap } from "../../../core/compare/bootstrap.ts";
import type { Sample } from "../../../core/compare/sample.ts";
import { meanOf, testDifference, varianceOf } from "../../../core/compare/samples.ts";
import { seededDraw } from "../../../core/compare/seeded-random.ts";

const sample = (values: readonly number[], folds = false): Sample => ({ values, folds });

/** Every way to draw four of four values, with repetition. */
function everyResample(values: readonly number[]): readonly (readonly number[])[] {
  return Array.from({ length: 4 ** 4 }, (_, code) =>
    [1, 4, 16, 64].map((place) => values[Math.floor(code / place) % 4] ?? 0),
  );
}

/** The p-value that infinitely many resamples would give, by trying all 65,536 pairs of them. */
function exactP(a: readonly number[], b: readonly number[]): number {
  const studentised = (x: readonly number[], y: readonly number[]) => {
    const error = Math.sqrt(varianceOf(x) / 4 + varianceOf(y) / 4);
    return error > 0 ? Math.abs(meanOf(x) - meanOf(y)) / error : Number.POSITIVE_INFINITY;
  };
  const statistic = studentised(a, b) * (1 - 1e-9);
  const [left, right] = [a, b].map((values) => everyResample(values.map((x) => x - meanOf(values))));
  let beyond = 0;
  for (const x of left ?? []) for (const y of right ?? []) beyond += Number(studentised(x, y) >= statistic);
  return beyond / 4 ** 8;
}

describe("the bootstrap test", () => {
  it.each([
    [
      [0.91, 0.915, 0.93, 0.97],
      [0.9, 0.902, 0.905, 0.93],
    ],
    [
      [1, 2, 3, 4],
      [2.5, 3.5, 4.5, 9],
    ],
  ])("comes as near to trying every resample as so many draws can: %j and %j", (a, b) => {
    const exact = exactP(a, b);
    const drawn = testDifference(sample(a), sample(b), seededDraw("x"))?.p ?? Number.NaN;
    expect(Math.abs(drawn - exact)).toBeLessThan(4 * Math.sqrt((exact * (1 - exact)) / 1_999) + 1 / 2_000);
  });

  it("is the same for the same seed, whichever side comes first it is nearly so, and it is told", () => {
    const [a, b] = [sample([1, 2, 3, 4, 9]), sample([4, 5, 6, 7, 8])];
    const once = testDifference(a, b, seededDraw("runs"));
    expect(once).toMatchObject({ method: "bootstrap" });
    expect(testDifference(a, b, seededDraw("runs"))).toEqual(once);
    expect(testDifference(b, a, seededDraw("runs"))?.p).toBeCloseTo(once?.p ?? 0, 1);
  });

  it("calls a difference real exactly where its interval leaves out zero", () => {
    for (let shift = 0; shift < 6; shift += 0.25) {
      const [a, b] = [[1, 2, 3, 5, 8], [1, 3, 3, 4, 6].map((value) => value + shift)];
      const test = testDifference(sample(a), sample(b), seededDraw(`${shift}`));
      const outside = Math.abs(meanOf(a) - meanOf(b)) > (test?.halfWidth ?? 0);
      expect([shift, (test?.p ?? 1) < 0.05]).toEqual([shift, outside]);
    }
  });

  it("is not made of too few values, nor of folds: there Welch's test stands", () => {
    expect(canBootstrap(sample([1, 2, 3]), sample([1, 2, 3, 4]))).toBe(false);
    const folds = sample([1, 2, 3, 4, 5], true);
    expect(testDifference(folds, sample([1, 2, 3, 4]), seededDraw("x"))).toMatchObject({ method: "welch" });
    expect(testDifference(sample([5]), sample([1, 2, 3, 4]), seededDraw("x"))).toMatchObject({
      method: "single",
    });
  });
});

describe("how often equal means are called different", () => {
  const draw = seededDraw("trials");
  const uniform = () => (draw(2 ** 31) + 0.5) / 2 ** 31;
  const normal = () => Math.sqrt(-2 * Math.log(uniform())) * Math.cos(2 * Math.PI * uniform());

  it.each([
    ["normal", normal],
    ["log-normal", () => Math.exp(normal())],
  ])("is about one time in twenty or less, for %s values", (_, next) => {
    const trials = 400;
    let wrong = 0;
    for (let i = 0; i < trials; i += 1) {
      const [a, b] = [6, 8].map((size) => sample(Array.from({ length: size }, next)));
      if (a !== undefined && b !== undefined) wrong += Number((testDifference(a, b, draw)?.p ?? 1) < 0.05);
    }
    // Three standard errors of a share of 5 % over as many trials.
    expect(wrong / trials).toBeLessThan(0.05 + 3 * Math.sqrt((0.05 * 0.95) / trials));
  });
});
