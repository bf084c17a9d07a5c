import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { compareMetrics, listMetrics, overallVerdict } from "../../../core/compare/compare-metrics.ts";
import { encodeMetric } from "../../../core/run/metric.ts";
import { buildRun } from "../../support/build-run.ts";

const goal = fc.constantFrom("maximize" as const, "minimize" as const, "none" as const);
const value = fc
  .oneof(fc.integer({ min: -5, max: 5 }), fc.double(), fc.constantFrom(Number.NaN, Infinity, -Infinity))
  .map(encodeMetric);
const goals = fc.dictionary(
  fc.constantFrom("a", "b", "c"),
  fc.record({ goal, tolerance: fc.constantFrom(0, 1, 0.5) }),
);
const metrics = fc.dictionary(fc.constantFrom("a", "b", "c"), value);
const OPPOSITE = {
  better: "worse",
  worse: "better",
  within: "within",
  changed: "changed",
  new: "missing",
  missing: "new",
} as const;

describe("comparing metrics", () => {
  it("is antisymmetric", () => {
    fc.assert(
      fc.property(metrics, metrics, goals, (a, b, g) => {
        const there = compareMetrics(buildRun({ metrics: a, goals: g }), buildRun({ metrics: b, goals: g }));
        const back = compareMetrics(buildRun({ metrics: b, goals: g }), buildRun({ metrics: a, goals: g }));
        expect(back.map((m) => m.verdict)).toEqual(there.map((m) => OPPOSITE[m.verdict]));
        expect(back.map((m) => m.change ?? 0)).toEqual(there.map((m) => 0 - (m.change ?? 0)));
      }),
    );
  });

  it("finds nothing between a run and itself", () => {
    fc.assert(
      fc.property(metrics, goals, (m, g) => {
        const run = buildRun({ metrics: m, goals: g });
        const changes = compareMetrics(run, run);
        expect(changes.every((change) => change.verdict === "within")).toBe(true);
        expect(overallVerdict(changes)).toBe("same");
      }),
    );
  });

  it.each([
    [0.9, 0.8, "maximize", 0, "better"],
    [0.9, 0.8, "minimize", 0, "worse"],
    [0.905, 0.9, "maximize", 0.005, "within"],
    [0.9051, 0.9, "maximize", 0.005, "better"],
    [0.9, 0.9, "none", 0, "within"],
    [0.9, 0.8, "none", 0, "changed"],
    ["NaN", 0.8, "minimize", 100, "worse"],
    ["NaN", 0.8, "none", 0, "changed"],
    ["Infinity", 0.8, "maximize", 0, "worse"],
    [0.8, "-Infinity", "minimize", 0, "better"],
    ["NaN", "NaN", "maximize", 0, "within"],
  ] as const)("%s against %s, %s, tolerance %s: %s", (a, b, direction, tolerance, verdict) => {
    const g = { m: { goal: direction, tolerance } };
    const [change] = compareMetrics(
      buildRun({ metrics: { m: a }, goals: g }),
      buildRun({ metrics: { m: b } }),
    );
    expect(change?.verdict).toBe(verdict);
  });

  it("gives change and ratio, and none where they have no meaning", () => {
    const of = (a: number, b: number) =>
      compareMetrics(buildRun({ metrics: { m: a } }), buildRun({ metrics: { m: b } }))[0];
    expect(of(3, 2)).toMatchObject({ change: 1, ratio: 0.5 });
    expect(of(-3, -2)).toMatchObject({ change: -1, ratio: -0.5 });
    expect(of(3, 0)).toMatchObject({ change: 3, ratio: null });
    expect(of(1e308, -1e308)).toMatchObject({ change: null, ratio: null });
  });

  it("lists metrics with a goal first and takes names of the prototype as names", () => {
    const run = buildRun({ metrics: { z: 1, constructor: 2 }, goals: { z: { goal: "maximize" } } });
    expect(listMetrics(run).map((m) => [m.name, m.verdict])).toEqual([
      ["z", "new"],
      ["constructor", "new"],
    ]);
    expect(compareMetrics(run, buildRun())).toHaveLength(2);
  });
});

describe("the verdict over all", () => {
  const g = { a: { goal: "maximize" }, b: { goal: "minimize" } } as const;
  it.each([
    [{ a: 2, b: 1 }, "better"],
    [{ a: 1, b: 2 }, "worse"],
    [{ a: 2, b: 2 }, "mixed"],
    [{ a: 1, b: 1 }, "same"],
    [{ a: 1, b: 1, c: 9 }, "same"],
    [{ a: 1 }, "worse"],
    [{ a: 2 }, "mixed"],
  ])("%j against a 1, b 1 is %s", (now, verdict) => {
    const reference = buildRun({ metrics: { a: 1, b: 1 }, goals: g });
    expect(overallVerdict(compareMetrics(buildRun({ metrics: now, goals: g }), reference))).toBe(verdict);
  });
});
