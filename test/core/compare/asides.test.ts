import { expect, test } from "vitest";
import { asidesOf } from "../../../core/compare/asides.ts";
import { compareRuns } from "../../../core/compare/compare-runs.ts";
import { buildRun } from "../../support/build-run.ts";

const nested = { path: "mlflow/s/t", format: "mlflow", partial: false, metrics: ["t/auc"], params: ["t/lr"] };
const run = (auc: number, lr: number, goals = {}) =>
  buildRun({
    metrics: { best: 1, "t/auc": auc, "system/cpu_utilization_percentage": auc },
    params: { trials: 3, "t/lr": lr },
    sources: [{ ...nested, nested: true }],
    goals,
  });

test("the machine and runs within the run stand aside", () => {
  const { metrics, params } = asidesOf(run(1, 1));
  expect([...metrics].toSorted()).toEqual(["system/cpu_utilization_percentage", "t/auc"]);
  expect([...params]).toEqual(["t/lr"]);
});

test("they are no reason for another verdict, and explain nothing", () => {
  const { metrics, params, verdict } = compareRuns(run(9, 2), run(1, 1));
  expect(verdict).toBe("same");
  expect(params).toEqual([]);
  expect(metrics.map(({ name, part }) => [name, part])).toEqual([
    ["best", "metric"],
    ["system/cpu_utilization_percentage", "aside"],
    ["t/auc", "aside"],
  ]);
});

test("one that has a goal is judged as any other", () => {
  const goals = { "t/auc": { goal: "maximize" } } as const;
  const { metrics, verdict } = compareRuns(run(9, 2, goals), run(1, 1, goals));
  expect(verdict).toBe("better");
  expect(metrics[0]).toMatchObject({ name: "t/auc", part: "metric", judged: true, verdict: "better" });
});

test("a trial that only the baseline had is no missing metric of the run", () => {
  const { metrics } = compareRuns(buildRun({ metrics: { best: 1 } }), run(1, 1));
  expect(metrics.find(({ name }) => name === "t/auc")?.part).toBe("aside");
});
