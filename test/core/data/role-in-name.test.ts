import fc from "fast-check";
import { expect, test } from "vitest";
import { roleInName, roleInPath } from "../../../core/data/role-in-name.ts";
import { law } from "../../support/law.ts";

test.each([
  ["test.csv", "evaluation"],
  ["X_test.npy", "evaluation"],
  ["test2.parquet", "evaluation"],
  ["testSet.csv", "evaluation"],
  ["TEST-00000-of-00001.arrow", "evaluation"],
  ["evaluate@fold1", "evaluation"],
  ["hold-out.csv", "evaluation"],
  ["valid", "evaluation"],
  ["train.csv", "training"],
  ["train_test.csv", "training"],
  ["latest.csv", undefined],
  ["contest.csv", undefined],
  ["evaluator.pkl", undefined],
  ["tests", undefined],
  ["invalid.csv", undefined],
  ["interval.csv", undefined],
  ["strain.csv", undefined],
  ["", undefined],
])("%s is %s", (name, role) => {
  expect(roleInName(name)).toBe(role);
});

test("the part of a path that is nearest to the end decides", () => {
  expect(roleInPath("data/test/images")).toBe("evaluation");
  expect(roleInPath("test/data/train.csv")).toBe("training");
  expect(roleInPath("data/raw.csv")).toBeUndefined();
});

test("letters beside a word make another word of it", () => {
  const word = fc.constantFrom("test", "val", "eval", "holdout");
  law(fc.tuple(word, fc.stringMatching(/^[a-z]{1,4}$/)), ([first, more]) => {
    fc.pre(!/^(uate|id)$/.test(more));
    expect(roleInName(`${first}${more}.csv`)).toBeUndefined();
  });
});
