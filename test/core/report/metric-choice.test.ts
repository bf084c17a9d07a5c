import { expect, it } from "vitest";
import { chooseMetrics } from "../../../core/report/metric-choice.ts";
import { buildRun } from "../../support/build-run.ts";

const RUNS = [
  buildRun({
    metrics: { b: 1, z: 1, "auc/slice=x": 1, "system/cpu": 1 },
    goals: { z: { goal: "maximize" } },
  }),
  buildRun({ metrics: { b: 1, a: 1, c: 1 }, goals: { c: { goal: "none" } } }),
];

it("shows what was asked for, then goals, then what most runs have, and no parts or machine", () => {
  expect(chooseMetrics(RUNS, [], 9)).toEqual(["z", "b", "a", "c"]);
  expect(chooseMetrics(RUNS, ["system/cpu"], 3)).toEqual(["system/cpu", "z", "b"]);
  expect(chooseMetrics(RUNS, ["c", "a"], 1)).toEqual(["c", "a"]);
});
