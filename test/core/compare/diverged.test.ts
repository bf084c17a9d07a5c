import { expect, it } from "vitest";
import { describeDiverged, divergedMetrics } from "../../../core/compare/diverged.ts";
import { buildRun } from "../../support/build-run.ts";

const goals = buildRun({
  goals: {
    auc: { goal: "maximize" },
    best: { goal: "minimize", take: "best" },
    at: { goal: "minimize", take: "step:1" },
    noted: { goal: "none" },
  },
}).goals;

it("names the metrics with a goal whose value that is compared is no finite number", () => {
  const run = buildRun({ metrics: { auc: "NaN", at: "NaN", noted: "NaN", other: "Infinity" } });
  expect(divergedMetrics(run, goals)).toEqual(["auc"]);
  const curves = new Map([["at", [{ step: 1, time: null, value: Number.NaN }]]]);
  expect(divergedMetrics(run, goals, curves)).toEqual(["auc", "at"]);
  expect(divergedMetrics(buildRun({ metrics: { "auc/fold=0": 1, "auc/fold=1": "NaN" } }), goals)).toEqual([
    "auc",
  ]);
  const recovered = {
    ...run,
    metrics: { best: { last: "NaN", min: 1, max: 2, count: 3, step: 1 } as const },
  };
  expect(divergedMetrics(recovered, goals)).toEqual([]);
});

it("says which run is passed over and why", () => {
  expect(describeDiverged(buildRun(), ["auc", "loss"])).toMatch(/run 0{32} is passed over.*auc, loss$/);
});
