import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { type CurveSide, curveChart as chartOf, curveSide } from "../../../core/report/curve-chart.ts";

const points = (values: readonly number[], from = 0) =>
  values.map((value, index) => ({ step: from + index, time: null, value }));
const curveChart = (metric: string, own: CurveSide["points"], other: CurveSide["points"]) =>
  chartOf(metric, { points: own }, { points: other });
const anyCurve = fc
  .array(fc.oneof(fc.double(), fc.constantFrom(Number.NaN, Infinity, -Infinity, 1)), {
    maxLength: 120,
    size: "max",
  })
  .map((values) => points(values));

describe("a chart", () => {
  it("holds finite values only, as many for the baseline as for the run", () => {
    fc.assert(
      fc.property(anyCurve, anyCurve, (own, other) => {
        const chart = curveChart("m", own, other);
        if (chart === undefined) return;
        const all = [...chart.line, ...(chart.reference ?? []), chart.low, chart.high, chart.from, chart.to];
        expect(all.every(Number.isFinite)).toBe(true);
        expect(chart.line.length).toBeLessThanOrEqual(40);
        expect(chart.reference?.length ?? chart.line.length).toBe(chart.line.length);
        expect(Math.min(...chart.line)).toBeGreaterThanOrEqual(chart.low);
        expect(Math.max(...chart.line)).toBeLessThanOrEqual(chart.high);
      }),
    );
  });

  it("tells how far its axes reach", () => {
    const chart = curveChart("m", points([123_456.1, 123_456.4], 7), []);
    expect(chart?.width).toBe(1);
    expect(chart?.height).toBeCloseTo(0.33, 9);
  });

  it("is not drawn from fewer than two finite points", () => {
    expect(curveChart("m", points([]), [])).toBeUndefined();
    expect(curveChart("m", points([1, Number.NaN]), [])).toBeUndefined();
  });

  it("reads values off between points, and holds a baseline that ended earlier", () => {
    const own = [
      { step: 0, time: null, value: 0 },
      { step: 2, time: null, value: 4 },
      { step: 4, time: null, value: 0 },
    ];
    const chart = curveChart("m", own, points([1, 3]));
    expect(chart).toMatchObject({ from: 0, to: 4, line: [0, 4, 0], reference: [1, 3, 3], referenceEnds: 1 });
  });

  it("says how many points it does not draw, and takes the last of several at one step", () => {
    const own = [...points([1, Number.NaN, 3]), { step: 2, time: null, value: 5 }];
    expect(curveChart("m", own, [])).toMatchObject({ broken: 1, line: [1, 5] });
  });

  it("says so where a training exploded, alone or among its repeats", () => {
    const exploded = points([1, 0.5, 1e15, 1e18]);
    expect(curveChart("m", exploded, [])).toMatchObject({ broken: 2, line: [1, 0.5] });
    const side = curveSide("m", [new Map([["m", exploded]]), new Map([["m", points([1, 2])]])]);
    expect(chartOf("m", side, { points: [] })?.broken).toBe(2);
  });

  it("says what its lines are where there is more than one run", () => {
    const side = (...runs: readonly (readonly number[])[]) =>
      curveSide(
        "m",
        runs.map((values) => new Map([["m", points(values)]])),
      );
    const legend = (own: CurveSide, other: CurveSide) => chartOf("m", own, other)?.legend;
    expect(legend(side([1, 2]), side())).toBe("");
    expect(legend(side([1, 2]), side([1, 2]))).toBe("🔵 this run, 🟠 baseline");
    expect(legend(side([1, 2], [2, 3]), side())).toBe(
      "🔵 mean of 2 repeats, in lighter blue the smallest and the largest value",
    );
    expect(legend(side([1, 2]), side([1, 2], [2, 3], [2, 4]))).toBe(
      "🔵 this run, 🟠 baseline: mean of 3 repeats",
    );
  });

  it("holds the mean of repeats between the smallest and the largest of them, inside its frame", () => {
    const repeats = fc.array(
      fc.array(fc.double({ min: -1e6, max: 1e6, noNaN: true }), { minLength: 2, maxLength: 60 }),
      { minLength: 2, maxLength: 5 },
    );
    fc.assert(
      fc.property(repeats, (runs) => {
        const own = curveSide(
          "m",
          runs.map((values) => new Map([["m", points(values)]])),
        );
        const chart = chartOf("m", own, { points: [] });
        const { low = [], high = [] } = chart?.band ?? {};
        expect([low.length, high.length]).toEqual([chart?.line.length, chart?.line.length]);
        for (const [at, value] of (chart?.line ?? []).entries()) {
          expect(value).toBeGreaterThanOrEqual((low[at] ?? 0) - 1e-6);
          expect(value).toBeLessThanOrEqual((high[at] ?? 0) + 1e-6);
        }
        expect(Math.min(...low)).toBeGreaterThanOrEqual(chart?.low ?? 0);
        expect(Math.max(...high)).toBeLessThanOrEqual(chart?.high ?? 0);
      }),
    );
  });

  it("draws a flat line inside its frame", () => {
    expect(curveChart("m", points([0, 0]), [])).toMatchObject({ low: -0.05, high: 0.05 });
  });
});
