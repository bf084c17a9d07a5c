import { expect, test } from "vitest";
import { boostingLog, readBoostingLine } from "../../../adapters/importers/boosting-log.ts";
import { brief, fixture, memoryFile, readOne } from "../../support/import-file.ts";

test("what XGBoost prints, between other lines", async () => {
  const found = brief(await readOne(boostingLog, await fixture("xgboost/output.txt")));
  expect(found.slice(0, 4)).toEqual([
    "train-logloss@0=0.53764",
    "train-auc@0=0.9049",
    "val-logloss@0=0.57524",
    "val-auc@0=0.77381",
  ]);
  expect(found).toHaveLength(16);
});

test("what LightGBM prints; data sets may have spaces in their names", async () => {
  const found = brief(await readOne(boostingLog, await fixture("lightgbm/output.txt")));
  expect(found.slice(-2)).toEqual(["held out-auc@4=0.559524", "held out-l2@4=0.219494"]);
});

test("what CatBoost prints", async () => {
  const found = brief(await readOne(boostingLog, await fixture("catboost/output.txt")));
  expect(found).toHaveLength(8);
  expect(found.slice(0, 2)).toEqual(["learn@0=0.6560339", "test@0=0.6768279"]);
});

test.each([
  ["[3]\ttest-rmse:0.5+0.01", ["test-rmse 3 0.5", "test-rmse-std 3 0.01"]],
  ["[0]\ttrain set-rmse:0.5\tk-fold-ndcg@5-:0.6", ["train set-rmse 0 0.5", "k-fold-ndcg@5- 0 0.6"]],
  ["[1]\tTime -10:30", []],
  ["[3]\tcv_agg's valid l2: 0.5 + 0.01", ["cv_agg-valid l2 3 0.5", "cv_agg-valid l2-std 3 0.01"]],
  ["[1]\tval-logloss:nan\ttrain-logloss:-inf", ["val-logloss 1 NaN", "train-logloss 1 -Infinity"]],
  [
    "10:\tlearn: 0.51\ttest: 5.3e-1\tbest: 0.53 (10)\ttotal: 12ms\tremaining: 1s",
    ["learn 10 0.51", "test 10 0.53"],
  ],
])("%j", (line, expected) => {
  expect(readBoostingLine(line).map(({ metric, step, value }) => `${metric} ${step} ${value}`)).toEqual(
    expected,
  );
});

test.each([
  "[12]\tepoch",
  "[3]\ttest-rmse:0.5 and more",
  "[3] test-rmse:0.5",
  "[x]\ttest-rmse:0.5",
  "2026-01-01T10:00:00\tval-auc:0.5",
  "10:\tlearn: 0.51",
])("another line is no metric: %j", (line) => {
  expect(readBoostingLine(line)).toEqual([]);
});

test.each(["[INFO]", "[7]"])("%s before a rule of dashes is passed over, and costs no time", (head) => {
  for (const rule of ["-".repeat(4_000), `a${"-b".repeat(2_000)}`])
    expect(readBoostingLine(`${head}\t${rule}`)).toEqual([]);
});

test("a last line without its end may be cut and does not count", async () => {
  const log = Buffer.from("[0]\ttrain-rmse:0.5\n[1]\ttrain-rmse:0.2");
  expect(brief(await readOne(boostingLog, memoryFile("output.log", log, 5)))).toEqual(["train-rmse@0=0.5"]);
});

test("a last line without its end counts where its writer has ended in order", async () => {
  const file = memoryFile("output.log", Buffer.from("[0]\ttrain-rmse:0.5\n[1]\ttrain-rmse:0.25"));
  expect(brief(await readOne(boostingLog, file))).toEqual(["train-rmse@0=0.5"]);
  expect(brief(await readOne(boostingLog, { ...file, ended: true }))).toEqual([
    "train-rmse@0=0.5",
    "train-rmse@1=0.25",
  ]);
});
