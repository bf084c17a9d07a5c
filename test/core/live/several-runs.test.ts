import { expect, test } from "vitest";
import { areSeveral } from "../../../core/live/several-runs.ts";

const source = (format: string, metrics: readonly string[], params: readonly string[] = []) => ({
  format,
  metrics: [...metrics],
  params: [...params],
});
const tracked = (metrics: readonly string[], params: readonly string[] = []) =>
  source("mlflow", metrics, params);

test.each([
  ["nothing", [], false],
  ["one run", [tracked(["loss", "val/loss"], ["epochs", "head/epochs"])], false],
  ["two runs", [tracked(["fold_0/loss"]), tracked(["fold_1/loss"])], true],
  ["a run that only says how long it will be", [tracked(["loss"]), tracked([], ["all/epochs"])], true],
  ["a run that says neither", [tracked(["loss"]), tracked(["system/cpu"], ["all/lr"])], false],
  ["files of one run", [source("tensorboard", ["train/loss"]), source("tensorboard", ["val/loss"])], false],
  ["files that agree on a total", [source("yaml", [], ["epochs"]), source("yaml", [], ["epochs"])], false],
  ["two totals of one file", [source("yaml", [], ["a.epochs", "b.epochs"])], false],
  ["one total in two formats", [source("yaml", [], ["epochs"]), source("csv", [], ["v_1/epochs"])], false],
  ["totals of other kinds", [source("yaml", [], ["a/max_steps"]), source("yaml", [], ["b/epochs"])], false],
  [
    "a total of each",
    [source("csv", [], ["v_0/epochs"]), source("csv", [], ["v_1/max-epochs", "v_1/epochs"])],
    true,
  ],
] as const)("%s", (_, sources, several) => {
  expect(areSeveral(sources)).toBe(several);
});
