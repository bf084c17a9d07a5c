import { describe, expect, it } from "vitest";
import { compareRuns } from "../../../core/compare/compare-runs.ts";
import { machineLines, nestedLines } from "../../../core/report/aside-lines.ts";
import { comparisonReport } from "../../../core/report/comparison-report.ts";
import { COMMENT_DETAILS } from "../../../core/report/detail.ts";
import { hardwareSource } from "../../../core/run/hardware.ts";
import { foldMeasurements } from "../../../core/run/measurement.ts";
import type { SourceFile } from "../../../core/run/run.ts";
import { buildRun } from "../../support/build-run.ts";

const measured = foldMeasurements(
  hardwareSource([
    { time: 0, values: { system_memory_usage_megabytes: 4000, system_memory_usage_percentage: 50 } },
    {
      time: 1,
      values: {
        cpu_utilization_percentage: 20,
        system_memory_usage_megabytes: 6120,
        system_memory_usage_percentage: 76.5,
        gpu_0_utilization_percentage: 90,
        gpu_0_memory_usage_megabytes: 12_300,
        gpu_0_memory_usage_percentage: 80,
      },
    },
    { time: 2, values: { cpu_utilization_percentage: 80, gpu_0_utilization_percentage: 100 } },
  ])?.run.measurements ?? [],
);
const run = { ...buildRun(), metrics: measured.metrics };

const trial = (index: number, partial = false): SourceFile => ({
  path: `mlflow/sweep/trial-${index}`,
  format: "mlflow",
  partial,
  metrics: [`trial-${index}/auc`],
  params: [`trial-${index}/lr`],
  nested: true,
});

describe("the machine", () => {
  it("is told by mean and peak, in one line", () => {
    expect(machineLines(run, measured.curves)).toEqual([
      "Machine: CPU 50 % on average, 80 % at most; memory 6.1 GB (77 %) at most; GPU 0 95 % on average, 100 % at most; its memory 12.3 GB (80 %) at most",
    ]);
  });

  it("is not told where nobody looked", () => {
    expect(machineLines(buildRun(), new Map())).toEqual([]);
  });
});

describe("runs within the run", () => {
  it("are counted, and those that had not ended", () => {
    expect(nestedLines(buildRun({ sources: [trial(1)] }))[0]).toMatch(/^1 nested run:/);
    expect(nestedLines(buildRun({ sources: [trial(1), trial(2, true)] }))[0]).toMatch(
      /^2 nested runs, 1 of which had not ended:/,
    );
    expect(nestedLines(buildRun())).toEqual([]);
  });

  it("of a sweep of a hundred leave the report as short as that of two", () => {
    const report = (count: number) => {
      const sources = Array.from({ length: count }, (_, index) => trial(index));
      const metrics = Object.fromEntries(sources.map((source) => [source.metrics[0] ?? "", 0.5]));
      const sweep = buildRun({ metrics: { best: 0.9, ...metrics }, sources });
      const [detail] = COMMENT_DETAILS;
      if (detail === undefined) throw new Error("no detail");
      return comparisonReport(
        {
          run: sweep,
          curves: new Map(),
          comparison: compareRuns(sweep, null),
          baseline: null,
          baselineBranch: "main",
          named: false,
          gate: { kind: "off" },
          plots: [],
          production: null,
          notes: [],
          links: { server: "https://github.com", run: null, artifact: null },
        },
        detail,
      );
    };
    const hundred = report(100);
    expect(hundred.table?.rows.map(({ name }) => name)).toEqual(["best"]);
    expect([hundred.others, hundred.charts]).toEqual([null, []]);
    expect(JSON.stringify(hundred).length - JSON.stringify(report(2)).length).toBeLessThan(10);
  });
});
