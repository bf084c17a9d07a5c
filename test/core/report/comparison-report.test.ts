import { describe, expect, it } from "vitest";
import { compareRuns } from "../../../core/compare/compare-runs.ts";
import type { Baseline } from "../../../core/ports/baseline.ts";
import { comparisonReport, type ReportInput } from "../../../core/report/comparison-report.ts";
import type { Detail } from "../../../core/report/detail.ts";
import type { Run } from "../../../core/run/run.ts";
import { buildRun } from "../../support/build-run.ts";

const FULL: Detail = { rows: 10, unchanged: true, others: 10, charts: 3, lines: 10 };
const goals = { auc: { goal: "maximize" }, loss: { goal: "minimize" } } as const;
const before = buildRun({ metrics: { auc: 1, loss: 1, epochs: 1 }, goals });
const now = buildRun({ metrics: { auc: 2, loss: 1, epochs: 2 }, goals });
const points = [0, 1].map((step) => ({ step, time: null, value: step }));

function input(run: Run, reference: Run | null, more: Partial<ReportInput> = {}): ReportInput {
  const baseline: Baseline =
    reference === null
      ? { found: false, reason: "no-run", notes: [] }
      : {
          found: true,
          run: reference,
          curves: new Map(),
          artifact: { id: 1, name: "a" },
          history: [],
          notes: [],
        };
  return {
    run,
    curves: new Map(),
    comparison: compareRuns(run, reference),
    baseline,
    baselineBranch: "main",
    named: false,
    gate: { kind: "off" },
    plots: [],
    production: null,
    notes: [],
    links: { server: "https://github.com", run: null, artifact: null },
    ...more,
  };
}

describe("a report", () => {
  it("shows metrics with a goal first and folds the others", () => {
    const view = comparisonReport(input(now, before), FULL);
    expect(view.table?.rows.map((row) => row.name)).toEqual(["auc", "loss"]);
    expect(view.others?.rows.map((row) => row.name)).toEqual(["epochs"]);
    expect(view.shortened).toBe(false);
  });

  it("shows all metrics when none has a goal", () => {
    const view = comparisonReport(input(buildRun({ metrics: { a: 1, b: 1 } }), null), FULL);
    expect(view.table?.rows).toHaveLength(2);
    expect(view.others).toBeNull();
    expect(view.baselineAbsent).toEqual({ text: expect.any(String), branch: "main" });
  });

  it("leaves out what did not change when there is little room, and says so", () => {
    const view = comparisonReport(input(now, before), { ...FULL, unchanged: false, others: 0 });
    expect(view.table).toMatchObject({ rows: [{ name: "auc" }], omitted: 1 });
    expect(view.others).toMatchObject({ rows: [], omitted: 1 });
    expect(view.shortened).toBe(true);
  });

  it("puts bad news first where not all fit, and folds what remains", () => {
    const names = ["a", "b", "c", "d"];
    const all = (values: readonly number[]) =>
      Object.fromEntries(names.map((name, i) => [name, values[i] ?? 0]));
    const everyGoal = Object.fromEntries(names.map((name) => [name, { goal: "maximize" as const }]));
    const run = buildRun({ metrics: all([1, 2, 1, 0]), goals: everyGoal });
    const view = comparisonReport(input(run, buildRun({ metrics: all([1, 1, 1, 1]) })), { ...FULL, rows: 2 });
    expect(view.table).toMatchObject({ rows: [{ name: "d" }, { name: "b" }], omitted: 0 });
    expect(view.others?.rows.map((row) => row.name)).toEqual(["a", "c"]);
    const small = comparisonReport(input(run, buildRun({ metrics: all([1, 1, 1, 1]) })), {
      ...FULL,
      rows: 1,
      others: 0,
    });
    expect(small.table).toMatchObject({ rows: [{ name: "d" }], omitted: 3 });
  });

  it("draws metrics with a goal before others, one openly and the rest folded", () => {
    const curves = new Map([
      ["epochs", points],
      ["loss", points],
    ]);
    const view = comparisonReport(input(now, before, { curves }), FULL);
    expect(view.charts.map((chart) => chart.metric)).toEqual(["loss"]);
    expect(view.moreCharts.map((chart) => chart.metric)).toEqual(["epochs"]);
  });

  it("names what it was asked to compare with", () => {
    const view = comparisonReport(input(now, before, { named: true, baselineBranch: "next" }), FULL);
    expect([view.against, view.headline.text]).toEqual(["next", "Better than the named run"]);
    expect(comparisonReport(input(now, before), FULL).against).toBeNull();
  });

  it("shows slices apart, and a gate with what failed", () => {
    const run = buildRun({ metrics: { auc: 1, "auc/sex=f": 0 }, goals });
    const reference = buildRun({ metrics: { auc: 1, "auc/sex=f": 1 } });
    const failures = [{ metric: "auc", why: "missing" as const, change: null }];
    const view = comparisonReport(input(run, reference, { gate: { kind: "failed", failures } }), FULL);
    expect(view.slices).toMatchObject({ rows: [{ name: "auc/sex=f" }], counts: "1 worse" });
    expect(view.table?.rows.map(({ name }) => name)).toEqual(["auc"]);
    expect(view.gate).toMatchObject({ failures: [{ metric: "auc" }] });
  });

  it("says nothing of a baseline that was not asked for", () => {
    const view = comparisonReport(input(now, null, { baseline: null }), FULL);
    expect([view.baselineAbsent, view.compared, view.counts]).toEqual([null, false, ""]);
  });

  it("shows trouble and warnings of the run together", () => {
    const run = buildRun({ warnings: ["no pip"] });
    expect(comparisonReport(input(run, null, { notes: ["no list"] }), FULL).notes).toEqual([
      "no list",
      "no pip",
    ]);
  });
});
