import { expect, test } from "vitest";
import { catboost, evalsResult } from "../../../adapters/importers/boosting-files.ts";
import { brief, fixture, memoryFile, readOne } from "../../support/import-file.ts";
import { withCode } from "../../support/with-code.ts";

test.each([
  ["xgboost", ["train-logloss", "train-auc", "val-logloss", "val-auc"]],
  ["lightgbm", ["training-auc", "training-l2", "held out-auc", "held out-l2"]],
])("the evals_result of %s, named as it is printed", async (library, names) => {
  const run = await readOne(evalsResult, await fixture(`${library}/evals_result.json`));
  expect([...new Set(run.measurements.map(({ metric }) => metric))]).toEqual(names);
  expect(run.measurements).toHaveLength(16);
  expect(run.measurements[3]?.step).toBe(3);
});

test("a document of another form is refused; a part of it that is none is told", async () => {
  const file = (text: string) => memoryFile("evals_result.json", Buffer.from(text));
  const refused = evalsResult.read(file('{"train": [1]}'), { since: null });
  await expect(refused).rejects.toThrow(withCode("SCHEMA_MISMATCH"));
  const run = await readOne(evalsResult, file('{"train": {"auc": [0.5, "x"], "n": 3}}'));
  expect(brief(run)).toEqual(["train-auc@0=0.5"]);
  expect(run.problems).toHaveLength(2);
});

test("CatBoost's tables, by part", async () => {
  const bytes = Buffer.from("iter\tLogloss\tAUC\n0\t0.6\t0.7\n1\t0.5\t0.8\n");
  expect(catboost.detect("catboost_info/test_error.tsv", bytes)).toBe(true);
  expect(brief(await readOne(catboost, memoryFile("catboost_info/test_error.tsv", bytes)))).toEqual([
    "test-Logloss@0=0.6",
    "test-AUC@0=0.7",
    "test-Logloss@1=0.5",
    "test-AUC@1=0.8",
  ]);
});

test("real tables of CatBoost", async () => {
  const read = async (part: string) =>
    brief(await readOne(catboost, await fixture(`catboost/catboost_info/${part}_error.tsv`)));
  expect((await read("learn")).slice(0, 2)).toEqual([
    "learn-Logloss@0=0.6560338974",
    "learn-Logloss@1=0.6202608109",
  ]);
  expect(await read("test")).toContain("test-AUC@1=0.630952381");
});
