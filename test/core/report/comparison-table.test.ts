import { describe, expect, it } from "vitest";
import { compareMetrics } from "../../../core/compare/compare-metrics.ts";
import { countVerdicts, metricTable } from "../../../core/report/comparison-table.ts";
import { buildRun, type RunInput } from "../../support/build-run.ts";

const compare = (now: RunInput, before: RunInput) => compareMetrics(buildRun(now), buildRun(before));

describe("counting verdicts", () => {
  it("counts metrics with a goal, worst news included, and no others", () => {
    const goals = {
      a: { goal: "maximize", tolerance: 1 },
      b: { goal: "maximize" },
      c: { goal: "minimize" },
      d: { goal: "minimize" },
    } as const;
    const metrics = compare(
      { goals, metrics: { a: 1, b: 2, c: 2, x: 5 } },
      { metrics: { a: 1.5, b: 1, c: 1, d: 1, x: 4 } },
    );
    expect(countVerdicts(metrics)).toBe("1 better, 1 worse, 1 missing, 1 within tolerance");
  });

  it("counts all when none has a goal, and claims no tolerance that nobody set", () => {
    expect(countVerdicts(compare({ metrics: { a: 1, b: 1 } }, { metrics: { a: 1, b: 2 } }))).toBe(
      "1 unchanged, 1 changed",
    );
  });
});

describe("a table", () => {
  it("says how many rows it leaves out", () => {
    const metrics = compare({ metrics: { a: 1, b: 1, c: 1 } }, { metrics: { a: 2 } });
    expect(metricTable(metrics, 2)).toMatchObject({ rows: [{ name: "a" }, { name: "b" }], omitted: 1 });
    expect(metricTable(metrics, 5).omitted).toBe(0);
  });

  it("shows which way is better", () => {
    const goals = { a: { goal: "maximize" }, b: { goal: "minimize" } } as const;
    const metrics = compare({ goals, metrics: { a: 1, b: 1, c: 1 } }, {});
    expect(metricTable(metrics, 5).rows.map((row) => row.arrow)).toEqual([" ↑", " ↓", ""]);
  });
});
