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
  noise: "noise",
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

const seeds = (name: string, values: readonly number[]) =>
  Object.fromEntries(values.map((v, i) => [`${name}/seed=${i}`, v]));
const oneGoal = { auc: { goal: "maximize" } } as const;
const changeOf = (changes: ReturnType<typeof compareMetrics>, name: string) =>
  changes.find((change) => change.name === name);

describe("noise", () => {
  const history = [0.9, 0.91, 0.9, 0.91, 0.9].map((auc) => buildRun({ metrics: { auc } }));
  const against = (auc: number, tolerance = 0) =>
    changeOf(
      compareMetrics(
        buildRun({ metrics: { auc }, goals: { auc: { goal: "maximize", tolerance } } }),
        buildRun({ metrics: { auc: 0.9 } }),
        { history },
      ),
      "auc",
    );

  it("keeps a change from being called better or worse", () => {
    expect(against(0.92)).toMatchObject({ verdict: "noise", noise: { runs: 5 } });
    expect(against(0.88)?.verdict).toBe("noise");
    expect(against(0.95)?.verdict).toBe("better");
    expect(against(0.85)?.verdict).toBe("worse");
    expect(overallVerdict([against(0.88)].flatMap((change) => change ?? []))).toBe("same");
  });

  it("is asked only beyond the tolerance, and never of a run that diverged", () => {
    expect(against(0.91, 0.02)?.verdict).toBe("within");
    const nan = compareMetrics(
      buildRun({ metrics: { auc: "NaN" }, goals: oneGoal }),
      buildRun({ metrics: { auc: 0.9 } }),
      { history },
    );
    expect(changeOf(nan, "auc")).toMatchObject({ verdict: "worse", noise: null });
  });

  it("needs as many runs as have the metric", () => {
    const few = history.slice(2);
    const changes = compareMetrics(
      buildRun({ metrics: { auc: 0.92 }, goals: oneGoal }),
      buildRun({ metrics: { auc: 0.9 } }),
      { history: [...few, buildRun({ metrics: { auc: "NaN" } }), buildRun({ metrics: { other: 1 } })] },
    );
    expect(changeOf(changes, "auc")).toMatchObject({ verdict: "better", noise: null });
  });
});

describe("repeats", () => {
  it("are compared by their means and a test", () => {
    const before = buildRun({ metrics: seeds("auc", [0.9, 0.91, 0.89, 0.9]) });
    const changes = (values: readonly number[]) =>
      changeOf(compareMetrics(buildRun({ metrics: seeds("auc", values), goals: oneGoal }), before), "auc");
    expect(changes([0.95, 0.96, 0.94])).toMatchObject({
      verdict: "better",
      judged: true,
      spread: { count: 3 },
      referenceSpread: { count: 4 },
      test: { method: "welch" },
    });
    expect(changes([0.91, 0.93, 0.88])).toMatchObject({ verdict: "noise", noise: null });
    expect(changes([0.905])).toMatchObject({ verdict: "noise", spread: null, test: { method: "single" } });
  });

  it("that are all equal tell nothing of the noise, so that the baseline branch does", () => {
    const before = buildRun({ metrics: { auc: 0.2 } });
    const history = [0.2, 0.1, 0.25, 0.15].map((auc) => buildRun({ metrics: { auc } }));
    const run = (values: readonly number[]) => buildRun({ metrics: seeds("auc", values), goals: oneGoal });
    const change = (values: readonly number[]) =>
      changeOf(compareMetrics(run(values), before, { history }), "auc");
    expect(change([0.1, 0.1, 0.1])).toMatchObject({ value: 0.1, verdict: "noise", test: null });
    expect(change([0.125, 0.125, 0.125])).toMatchObject({ value: 0.125, verdict: "noise", test: null });
  });

  it("themselves are shown and never judged", () => {
    const run = buildRun({ metrics: seeds("auc", [1, 2]), goals: oneGoal });
    expect(changeOf(listMetrics(run), "auc/seed=1")).toMatchObject({ part: "repeat", judged: false });
    expect(listMetrics(run)[0]).toMatchObject({ name: "auc", value: 1.5, spread: { count: 2 } });
  });
});

describe("slices", () => {
  const now = { auc: 0.9, "auc/slice=a": 0.8, "auc/slice=b": 0.8 };
  const before = { auc: 0.9, "auc/slice=a": 0.9, "auc/slice=b": 0.9 };
  it("have their metric's goal and count only with one of their own", () => {
    const goals = { ...oneGoal, "auc/slice=b": { goal: "maximize" as const } };
    const changes = compareMetrics(buildRun({ metrics: now, goals }), buildRun({ metrics: before }));
    expect(changes.map(({ name, verdict, part, judged }) => [name, verdict, part, judged])).toEqual([
      ["auc", "within", "metric", true],
      ["auc/slice=b", "worse", "slice", true],
      ["auc/slice=a", "worse", "slice", false],
    ]);
  });
});

it("gives a slice of a slice the goal of the nearest above it", () => {
  const goals = { ...oneGoal, "auc/country=fr": { goal: "none" as const } };
  const metrics = (value: number) => ({ "auc/country=de/age=60": value, "auc/country=fr/age=60": value });
  const changes = compareMetrics(buildRun({ metrics: metrics(1), goals }), buildRun({ metrics: metrics(2) }));
  expect(changes.map(({ verdict, judged }) => [verdict, judged])).toEqual([
    ["worse", false],
    ["changed", false],
  ]);
});

it("compares the value that the configuration takes", () => {
  const goals = { auc: { goal: "maximize", take: "step:1" } } as const;
  const curve = (value: number) => new Map([["auc", [{ step: 1, time: null, value }]]]);
  const changes = compareMetrics(
    buildRun({ metrics: { auc: 9 }, goals }),
    buildRun({ metrics: { auc: 9 } }),
    {
      curves: curve(2),
      referenceCurves: curve(1),
    },
  );
  expect(changes[0]).toMatchObject({ value: 2, reference: 1, verdict: "better", take: "step:1" });
});
