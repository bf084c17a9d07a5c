import { expect, test } from "vitest";
import { dataOfStages } from "../../../core/data/dvc-stages.ts";

/** `name: deps -> outs`. */
function roles(...stages: readonly string[]): Readonly<Record<string, string>> {
  const words = (text = "") => text.split(" ").filter((word) => word !== "");
  const read = stages.map((text) => {
    const [, name = "", deps, outs] = /^(.+?):(.*)->(.*)$/.exec(text) ?? [];
    return { name, deps: words(deps).map((path) => ({ path })), outs: words(outs) };
  });
  return Object.fromEntries(dataOfStages(read).map(({ dependency, role }) => [dependency.path, role]));
}

test("what a test reads is evaluation data, and neither the model nor features that were made before are data", () => {
  expect(
    roles(
      "featurize: data/raw.csv -> features.npy",
      "train: features.npy -> model.pkl",
      "evaluate: model.pkl holdout.csv features.npy -> scores.json",
    ),
  ).toEqual({ "data/raw.csv": "training", "holdout.csv": "evaluation" });
});

test("a path that says what it is for has the first word, also of what was made before", () => {
  expect(
    roles(
      "prepare: data/data.xml -> data/prepared",
      "train: data/prepared/train.csv data/prepared/val.csv -> m.bin",
      "evaluate: m.bin data/prepared/test.csv data/train_sample.csv ->",
    ),
  ).toEqual({
    "data/data.xml": "training",
    "data/prepared/train.csv": "training",
    "data/prepared/val.csv": "evaluation",
    "data/prepared/test.csv": "evaluation",
    "data/train_sample.csv": "training",
  });
});

test("data that a training and a test read are training data, in whichever order", () => {
  const training = "fit: data.csv -> m.bin";
  const testing = "evaluate: data.csv m.bin ->";
  expect(roles(training, testing)).toEqual({ "data.csv": "training" });
  expect(roles(testing, training)).toEqual({ "data.csv": "training" });
});

test("a stage on which a training is built is no test, whatever it is called", () => {
  expect(roles("validation: raw.csv -> checked.csv", "train: checked.csv -> m.bin")).toEqual({
    "raw.csv": "training",
  });
  expect(roles("train_and_evaluate: raw.csv -> m.bin")).toEqual({ "raw.csv": "training" });
});

test("a test stays one where a report is made of it", () => {
  expect(roles("evaluate: base/model.pt bench.csv -> scores.json", "report: scores.json ->")).toEqual({
    "base/model.pt": "evaluation",
    "bench.csv": "evaluation",
  });
  expect(
    roles("train: a.csv -> m.bin", "eval@1: m.bin bench.csv -> scores.json", "report: scores.json ->"),
  ).toEqual({ "a.csv": "training", "bench.csv": "evaluation" });
});

test("what is made of no data is where the data begin, but for a model that is tested", () => {
  expect(roles("download: -> raw.csv", "train: raw.csv -> m.bin")).toEqual({ "raw.csv": "training" });
  expect(roles("fit: -> out/model.json", "evaluate: out/model.json bench.csv ->")).toEqual({
    "bench.csv": "evaluation",
  });
});

test("a model's file that says what its data are for is data", () => {
  expect(roles("split: raw.pt -> test.pt test_model.pt", "evaluate: test.pt test_model.pt ->")).toEqual({
    "raw.pt": "training",
    "test.pt": "evaluation",
  });
});
