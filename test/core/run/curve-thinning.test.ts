import fc from "fast-check";
import { describe, expect, it } from "vitest";
import {
  REGISTRY_CURVE_POINTS,
  thinCurve,
  thinCurves,
  wholeCurves,
} from "../../../core/run/curve-thinning.ts";
import type { CurvePoint } from "../../../core/run/metric.ts";

const value = fc.oneof(
  { weight: 9, arbitrary: fc.double({ min: -100, max: 100, noNaN: true }) },
  fc.constantFrom(Number.NaN, Infinity, -Infinity),
);
const curve = fc
  .array(value, { maxLength: 200, size: "max" })
  .map((values) => values.map((v, step) => ({ step, time: null, value: v })));
const limit = fc.integer({ min: 8, max: 60 });

describe("whole curves", () => {
  const of = (values: readonly number[]) => values.map((v, step) => ({ step, time: null, value: v }));

  it("are never those that were thinned, whatever they held", () => {
    const values = fc.array(value, { minLength: 990, maxLength: 1_300, size: "max" });
    fc.assert(
      fc.property(values, fc.boolean(), (all, final) => {
        const thinned = thinCurves(new Map([["a", of(all)]]));
        const kept = wholeCurves(thinned, () => all.length + Number(final)).get("a");
        if (kept !== undefined) expect(kept).toEqual(of(all));
      }),
      { numRuns: 40 },
    );
  });

  it("are all that were short enough, also with a final value beside the curve", () => {
    const curves = new Map([["a", of([1, 2, 3])]]);
    for (const count of [3, 4]) expect(wholeCurves(curves, () => count)).toEqual(curves);
    expect(wholeCurves(curves, () => 5).size).toBe(0);
  });
});

describe("thinning a curve", () => {
  it("keeps order and the limit, and is idempotent", () => {
    fc.assert(
      fc.property(curve, limit, (points, n) => {
        const thin = thinCurve(points, n);
        expect(thin.length).toBeLessThanOrEqual(n);
        expect(thin.length).toBe(Math.min(points.length, thin.length));
        expect(points.filter((point) => thin.includes(point))).toEqual(thin);
        expect(thinCurve(thin, n)).toEqual(thin);
      }),
    );
  });

  it("keeps the smallest and the largest value, and the last one", () => {
    fc.assert(
      fc.property(curve, limit, (points, n) => {
        const finite = points.map((p) => p.value).filter(Number.isFinite);
        fc.pre(finite.length > 0);
        const kept = thinCurve(points, n).map((p) => p.value);
        expect(kept).toContain(Math.min(...finite));
        expect(kept).toContain(Math.max(...finite));
        expect(kept).toContain(finite.at(-1));
      }),
    );
  });

  it("keeps every NaN and infinity while they are few, and some when they are many", () => {
    fc.assert(
      fc.property(curve, limit, (points, n) => {
        const broken = points.filter((p) => !Number.isFinite(p.value));
        const kept = thinCurve(points, n).filter((p) => !Number.isFinite(p.value));
        expect(kept.length).toBeGreaterThanOrEqual(Math.min(broken.length, Math.floor(n / 2)));
      }),
    );
  });

  it("keeps a bend that is no extreme of the whole", () => {
    const points = Array.from({ length: 1000 }, (_, step) => ({ step, time: null, value: 0 }));
    const bent = points.map((p) => ({ ...p, value: p.step === 100 ? 10 : p.step === 700 ? 5 : 0 }));
    expect(thinCurve(bent, 12).map((p) => p.value)).toEqual(expect.arrayContaining([10, 5]));
  });

  it("keeps the points that it always kept: a run that is recorded anew must give the same curve", () => {
    const wave = Array.from({ length: 3_000 }, (_, step) => {
      const isGap = step % 400 > 396 || (step < 300 && step % 60 === 9);
      const value = isGap ? Number.NaN : ((step % 700) - 350) ** 2 / 1_000 + ((step * 13) % 7);
      return { step, time: null, value };
    });
    const flat = wave.slice(0, 100).map((point) => ({ ...point, value: 1 }));
    const steps = (points: readonly CurvePoint[], n: number) => thinCurve(points, n).map(({ step }) => step);
    expect(steps(wave, 50)).toEqual([
      0, 1, 9, 69, 119, 129, 189, 249, 252, 350, 385, 397, 398, 399, 525, 701, 797, 798, 799, 812, 952, 1092,
      1197, 1199, 1225, 1401, 1519, 1597, 1598, 1599, 1659, 1799, 1925, 1997, 1998, 1999, 2101, 2226, 2373,
      2397, 2398, 2399, 2513, 2625, 2797, 2798, 2799, 2801, 2898, 2999,
    ]);
    expect(steps(wave.slice(700, 790), 40)).toEqual([
      700, 701, 704, 707, 708, 711, 714, 715, 719, 721, 723, 726, 728, 730, 734, 736, 738, 741, 743, 745, 748,
      750, 753, 756, 757, 760, 763, 764, 767, 770, 771, 775, 777, 779, 783, 785, 787, 789,
    ]);
    expect(steps(flat, 10)).toEqual([0, 14, 28, 42, 56, 70, 84, 85, 99]);
  });

  it("uses the room that it has", () => {
    const points = Array.from({ length: 10_000 }, (_, step) => ({
      step,
      time: null,
      value: Math.sin(step / 50),
    }));
    expect(thinCurve(points, 1000).length).toBeGreaterThan(990);
  });

  it("refuses a limit without meaning", () => {
    expect(() => thinCurve([], 7)).toThrow(RangeError);
  });
});

it("thins every curve of a run, in the order of names whatever order they came in", () => {
  const long = Array.from({ length: 5_000 }, (_, step) => ({ step, time: null, value: step % 7 }));
  const short = long.slice(0, 3);
  const thin = thinCurves(
    new Map([
      ["b", long],
      ["a", short],
    ]),
  );
  expect([...thin.keys()]).toEqual(["a", "b"]);
  expect(thin.get("a")).toEqual(short);
  expect(thin.get("b")).toEqual(thinCurve(long, REGISTRY_CURVE_POINTS));
  expect(REGISTRY_CURVE_POINTS).toBe(1_000);
});
