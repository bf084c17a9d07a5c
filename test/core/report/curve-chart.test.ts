import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { curveChart } from "../../../core/report/curve-chart.ts";

const points = (values: readonly number[], from = 0) =>
  values.map((value, index) => ({ step: from + index, time: null, value }));
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

  it("draws a flat line inside its frame", () => {
    expect(curveChart("m", points([0, 0]), [])).toMatchObject({ low: -0.05, high: 0.05 });
  });
});
