import { expect, it } from "vitest";
import { nameExperiment } from "../../../core/run/experiment-name.ts";

it.each([
  ["churn", "python src/train.py --lr 0.1", "churn/train"],
  ["/home/ada/churn", "node train.mjs", "churn/train"],
  ["churn", "python -m churn.train --config x.py", "churn/churn.train"],
  ["churn", "torchrun --nproc 2 train.py -m fast", "churn/train"],
  ["churn", "./fit", "churn/fit"],
  ["churn", "make", "churn/make"],
  ["churn", "", "churn/run"],
  ["", "Rscript model.R", "local/model"],
])("in %s, %s is of the experiment %s", (folder, words, expected) => {
  expect(nameExperiment(folder, words.split(" ").filter(Boolean))).toBe(expected);
});

it("keeps to what a record allows", () => {
  expect(nameExperiment("a".repeat(300), ["x.py"])).toHaveLength(200);
});
