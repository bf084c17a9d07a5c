import { expect, it } from "vitest";
import { rankRuns } from "../../../core/compare/rank-runs.ts";
import { buildRun } from "../../support/build-run.ts";

it("marks the best of each metric that has a goal, ties as well, and nothing that is no number", () => {
  const runs = [
    buildRun({
      metrics: { auc: 0.9, loss: "NaN", size: 5, "system/cpu": 1 },
      goals: { auc: { goal: "maximize" } },
    }),
    buildRun({ metrics: { auc: 0.9, loss: 0.3, constructor: 1 }, goals: { loss: { goal: "minimize" } } }),
    buildRun({ metrics: { auc: 0.8, loss: "-Infinity" }, goals: { auc: { goal: "minimize" } } }),
  ];
  expect(rankRuns(runs)).toEqual([
    { name: "auc", goal: "maximize", values: [0.9, 0.9, 0.8], best: [0, 1] },
    { name: "loss", goal: "minimize", values: ["NaN", 0.3, "-Infinity"], best: [1] },
    { name: "constructor", goal: "none", values: [null, 1, null], best: [] },
    { name: "size", goal: "none", values: [5, null, null], best: [] },
  ]);
});

it("ranks by the value that the goal takes", () => {
  const summary = (last: number, max: number) => ({ last, min: last, max, count: 2, step: 1 });
  const base = buildRun({ goals: { auc: { goal: "maximize", take: "best" } } });
  const [ranked] = rankRuns([
    { ...base, metrics: { auc: summary(0.5, 0.9) } },
    { ...base, metrics: { auc: summary(0.8, 0.8) } },
  ]);
  expect(ranked).toMatchObject({ values: [0.9, 0.8], best: [0] });
});

it("ranks by the values at a step, which the curves tell", () => {
  const run = buildRun({ metrics: { loss: 9 }, goals: { loss: { goal: "minimize", take: "step:1" } } });
  const curves = [3, 2, null].map((value) =>
    value === null ? new Map() : new Map([["loss", [{ step: 1, time: null, value }]]]),
  );
  expect(rankRuns([run, run, run], curves)[0]).toMatchObject({ values: [3, 2, null], best: [1] });
});
