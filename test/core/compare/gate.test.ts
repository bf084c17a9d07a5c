import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { compareRuns } from "../../../core/compare/compare-runs.ts";
import { describeGate, type Gate, judgeGate } from "../../../core/compare/gate.ts";
import type { Baseline, BaselineAbsence } from "../../../core/ports/baseline.ts";
import type { Run } from "../../../core/run/run.ts";
import { buildRun, type RunInput } from "../../support/build-run.ts";
import { law } from "../../support/law.ts";

const goals = { auc: { goal: "maximize", tolerance: 0.01 }, loss: { goal: "minimize" } } as const;
const before = buildRun({ metrics: { auc: 0.9, loss: 1, size: 5 } });
const baselineOf = (run: Run): Baseline => ({
  found: true,
  run,
  curves: new Map(),
  artifact: { id: 1, name: "a" },
  history: [],
  notes: [],
});
const absent = (reason: BaselineAbsence): Baseline => ({ found: false, reason, notes: [] });

function judge(gate: Gate, input: RunInput, baseline: Baseline | null = baselineOf(before), named = false) {
  const run = buildRun({ goals, ...input });
  const comparison = compareRuns(run, baseline?.found === true ? baseline.run : null);
  return judgeGate(gate, { run, comparison, baseline, named });
}

describe("the gate", () => {
  it.each<[Gate, RunInput["metrics"], string]>([
    [false, { auc: 0 }, "off"],
    [[], { auc: 0 }, "off"],
    [true, { auc: 0.9, loss: 1 }, "passed"],
    [true, { auc: 0.891, loss: 0.5 }, "passed"],
    [true, { auc: 0.88, loss: 1 }, "failed"],
    [true, { auc: 0.9 }, "failed"],
    [["loss"], { auc: 0.5, loss: 1 }, "passed"],
    [["auc"], { auc: 0.5, loss: 1 }, "failed"],
    [["size"], { auc: 0.9, loss: 1, size: 5 }, "failed"],
    [["nothing"], { auc: 0.9, loss: 1 }, "failed"],
    ["unknown", { auc: 0.95, loss: 0.5 }, "shut"],
    [["auc"], { auc: "NaN" }, "failed"],
  ])("%j of %j: %s", (gate, metrics, kind) => {
    expect(judge(gate, { metrics: metrics ?? {} }).kind).toBe(kind);
  });

  it("fails where both runs diverged: equal is not good", () => {
    const broken = baselineOf(buildRun({ metrics: { auc: "NaN", loss: 1 } }));
    expect(judge(true, { metrics: { auc: "NaN", loss: 1 } }, broken)).toMatchObject({
      kind: "failed",
      failures: [{ metric: "auc", why: "not-comparable" }],
    });
  });

  it("does not pass a run for being better than a baseline that diverged", () => {
    law(
      fc.tuple(fc.constantFrom("NaN", "Infinity", "-Infinity"), fc.double({ noNaN: true })),
      ([auc, value]) => {
        const broken = baselineOf(buildRun({ metrics: { auc, loss: 1 } }));
        const metrics = { auc: Number.isFinite(value) ? value : 1, loss: 1 };
        for (const gate of [true, ["auc"]]) {
          expect(judge(gate, { metrics }, broken)).toMatchObject({
            kind: "failed",
            failures: [{ metric: "auc", why: "not-comparable" }],
          });
        }
        expect(judge(["loss"], { metrics }, broken).kind).toBe("passed");
      },
    );
  });

  it("tells goals that no metric of either run answers to, and fails for none: another experiment may", () => {
    const more = { ...goals, acc: { goal: "maximize" }, noted: { goal: "none" } } as const;
    const metrics = { auc: 0.9, loss: 1 };
    expect(judge(true, { metrics, goals: more })).toEqual({
      kind: "passed",
      compared: true,
      ungated: ["acc"],
    });
    expect(judge(true, { metrics: { auc: 0, loss: 1 }, goals: more })).toMatchObject({
      kind: "failed",
      ungated: ["acc"],
    });
    expect(judge(["auc"], { metrics, goals: more })).toEqual({ kind: "passed", compared: true });
    expect(judge(["auc", "acc"], { metrics, goals: more })).toMatchObject({
      failures: [{ metric: "acc", why: "missing" }],
    });
  });

  it("fails where nothing has a goal that a metric answers to", () => {
    const slices = buildRun({ metrics: { "acc/sex=f": 1 } });
    const only = { acc: { goal: "maximize" } } as const;
    expect(judge(true, { metrics: { "acc/sex=f": 1 }, goals: only }, baselineOf(slices))).toMatchObject({
      failures: [{ why: "without-goal" }],
      ungated: ["acc"],
    });
  });

  it("sees a metric fall that is only reported by the folds of its seeds", () => {
    const of = (values: readonly number[]) =>
      Object.fromEntries(values.map((v, i) => [`auc/seed=${i >> 1}/fold=${i & 1}`, v]));
    const then = baselineOf(buildRun({ metrics: of([0.99, 0.98, 0.99, 1]) }));
    const only = { auc: goals.auc };
    const fallen = judge(true, { metrics: of([0.87, 0.86, 0.87, 0.88]), goals: only }, then);
    expect(fallen).toMatchObject({ kind: "failed", failures: [{ metric: "auc", why: "regressed" }] });
    expect(judge(true, { metrics: of([0.99, 0.98, 0.98, 1]), goals: only }, then).kind).toBe("passed");
  });

  it("does not take a step whose value the baseline's record no longer tells for a new metric", () => {
    const at = { loss: { goal: "minimize", take: "step:7" } } as const;
    const curve = [{ step: 7, time: null, value: 2 }];
    const now = buildRun({ metrics: { loss: 3 }, goals: at });
    const verdictOver = (baseline: Run) => {
      const comparison = compareRuns(now, baseline, { curves: new Map([["loss", curve]]) });
      return judgeGate(true, { run: now, comparison, baseline: baselineOf(baseline), named: false });
    };
    expect(verdictOver(buildRun({ metrics: { loss: 1 } }))).toMatchObject({
      kind: "failed",
      failures: [{ metric: "loss", why: "unknown-before" }],
    });
    expect(verdictOver(buildRun({ metrics: { "loss/fold=1": 1 } })).kind).toBe("failed");
    expect(verdictOver(buildRun({ metrics: { "loss/seed=2/fold=1": 1 } })).kind).toBe("failed");
    expect(verdictOver(buildRun({ metrics: { other: 1 } })).kind).toBe("passed");
  });

  it("judges legs of a matrix by their mean and its noise, not each by its own value", () => {
    const leg = (auc: number) => buildRun({ goals, metrics: { auc, loss: 1 } });
    const [first, ...rest] = [0.8, 0.95, 0.93, 0.9].map(leg);
    const then = [0.9, 0.92, 0.88, 0.91].map(leg);
    const [baseline = before, ...referenceRepeats] = then;
    const run = first ?? before;
    const judgeWith = (context: object) =>
      judgeGate(true, {
        run,
        comparison: compareRuns(run, baseline, context),
        baseline: baselineOf(baseline),
        named: false,
      }).kind;
    expect(judgeWith({})).toBe("failed");
    expect(judgeWith({ repeats: rest, referenceRepeats })).toBe("passed");
    expect(judgeWith({ repeats: [0.81, 0.79, 0.8].map(leg), referenceRepeats })).toBe("failed");
  });

  it("does not pass over nothing", () => {
    expect(judge(true, { metrics: { a: 1 }, goals: {} }, baselineOf(buildRun())).kind).toBe("failed");
  });

  it("lets an experiment's first run pass, unless what to compare with was named", () => {
    expect(judge(true, { metrics: { auc: 1 } }, absent("no-run"))).toEqual({
      kind: "passed",
      compared: false,
    });
    expect(judge(true, { metrics: { auc: 1 } }, absent("no-run"), true).kind).toBe("shut");
  });

  it.each(["expired", "unfinished", "unreadable", "unavailable", "not-found"] as const)(
    "is shut when the baseline cannot be had: %s",
    (reason) => {
      expect(judge(true, { metrics: { auc: 1 } }, absent(reason)).kind).toBe("shut");
    },
  );

  it("is shut without access, and for a run that did not finish", () => {
    expect(judge(true, { metrics: { auc: 1 } }, null).kind).toBe("shut");
    expect(judge(true, { metrics: { auc: 1, loss: 1 }, status: "failed" }).kind).toBe("shut");
  });

  it("names metric, values and tolerance", () => {
    expect(describeGate(judge(true, { metrics: { auc: 0.88, loss: 1 } }))).toEqual([
      "gate: auc regressed: 0.9 → 0.88 (maximize), tolerance 0.01",
    ]);
    expect(describeGate(judge(["x"], {}))).toEqual(["gate: x has no value in this run"]);
    expect(describeGate(judge(true, { metrics: { auc: 1, loss: 1 } }))).toEqual([]);
  });

  it("tells a tolerance that is a share in the metric's own units, without what rounding left of it", () => {
    const shares = { auc: { goal: "maximize", tolerance: "2%" } } as const;
    const failed = judge(["auc"], { goals: shares, metrics: { auc: 0.5 } });
    expect(describeGate(failed)[0]).toMatch(/tolerance 0\.018$/);
  });

  it("shows the noise that a regression exceeds", () => {
    const history = [0.9, 0.91, 0.9, 0.91].map((auc) => buildRun({ metrics: { auc } }));
    const run = buildRun({ goals: { auc: goals.auc }, metrics: { auc: 0.5 } });
    const comparison = compareRuns(run, before, { history });
    const facts = { run, comparison, baseline: baselineOf(before), named: false };
    expect(describeGate(judgeGate(["auc"], facts))[0]).toMatch(/tolerance 0\.01, noise ±0\.0\d+$/);
  });
});
