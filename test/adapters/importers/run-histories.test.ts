import { cp, readdir, readFile } from "node:fs/promises";
import { join } from "node:path";
import { expect, test } from "vitest";
import { openRunHistories } from "../../../adapters/importers/run-histories.ts";
import type { FoundRun, HistoryFormat, UnreadHistory } from "../../../core/ports/run-histories.ts";
import { brief, FIXTURES, fixtures } from "../../support/import-file.ts";
import { tempFolder, writeFiles } from "../../support/temp-folder.ts";
import { withCode } from "../../support/with-code.ts";

async function find(place: string, format: HistoryFormat = "auto") {
  const runs: FoundRun[] = [];
  const unread: UnreadHistory[] = [];
  for await (const found of openRunHistories(place).find({ format, machine: false })) {
    if ("error" in found) unread.push(found);
    else runs.push(found);
  }
  return { runs, unread };
}

const byText = (a: readonly unknown[], b: readonly unknown[]) => (a.join() < b.join() ? -1 : 1);
const formatsOf = ({ sources }: FoundRun) => sources.map(({ format }) => format);

test("every run of real files, each once", async () => {
  const { runs, unread } = await find(FIXTURES);
  expect(unread).toEqual([]);
  expect(
    runs.map((run) => [run.path.replace(/-[0-9a-f]{8}$/, "-ID"), ...new Set(formatsOf(run))]).sort(byText),
  ).toEqual([
    ["catboost", "catboost"],
    ["dvc", "dvc-metrics", "params-file", "dvc-lock"],
    ["dvclive", "dvclive", "params-file"],
    ["first", "trackio"],
    ["first-ID", "mlflow-db"],
    ["first-ID", "mlflow-files"],
    ["first-ID", "trackio"],
    ["keras/training.log", "keras-csv"],
    ["lightgbm", "evals-result"],
    ["scikit-learn", "metrics-file"],
    ["second", "trackio"],
    ["second-ID", "trackio"],
    ["tensorboard", "tensorboard"],
    ["tensorboard-plots/run", "tensorboard"],
    ["tensorboard-plots/tensors", "tensorboard"],
    ["tensorboardx/run", "tensorboard"],
    ["wandb/wandb/offline-run-20261123_160522-plgyp7d0", "wandb"],
    ["xgboost", "evals-result"],
  ]);
});

test("what a folder holds is one run, whatever wrote it, and folders are runs of their own", async () => {
  const folder = tempFolder();
  await writeFiles(folder, {
    "a/version_0/metrics.csv": "step,loss\n0,1\n",
    "a/version_0/metrics.json": '{"auc": 0.5}',
    "a/version_1/metrics.csv": "step,loss\n0,2\n",
    "a/version_1/deep/metrics.json": '{"auc": 0.75}',
    "b/checkpoint-1/trainer_state.json": '{"global_step": 1, "log_history": [{"step": 1, "loss": 4}]}',
    "b/checkpoint-2/trainer_state.json": '{"global_step": 2, "log_history": [{"step": 2, "loss": 3}]}',
    "metrics.json": '{"top": 1}',
    "only/params.yaml": "lr: 1\n",
  });
  const { runs } = await find(folder);
  expect(runs.map((run) => [run.path, ...formatsOf(run)]).sort(byText)).toEqual([
    [".", "metrics-file"],
    ["a/version_0", "lightning-csv", "metrics-file"],
    ["a/version_1", "lightning-csv"],
    ["a/version_1/deep", "metrics-file"],
    ["b", "hugging-face-trainer", "hugging-face-trainer"],
  ]);
});

test("what a pipeline of DVC names is its run, wherever it lies, and no run of that folder", async () => {
  const folder = tempFolder();
  const stages =
    "stages:\n  train:\n    cmd: x\n    metrics: [before/metrics.json, zed/metrics.json: {cache: false}]\n";
  await writeFiles(folder, {
    "dvc.yaml": stages,
    "before/metrics.json": '{"auc": 0.5}',
    "zed/metrics.json": '{"loss": 0.25}',
    "other/metrics.json": '{"auc": 0.75}',
    "broken/dvc.yaml": "stages: 1\n",
    "images.dvc": "outs: [{md5: d41d8cd98f00b204e9800998ecf8427e, path: images}]\n",
  });
  const { runs, unread } = await find(folder);
  const shown = runs.map((run) => [
    run.path,
    ...run.sources.flatMap(({ run: one }) => one.measurements.map(({ metric }) => metric)),
  ]);
  expect(shown.sort(byText)).toEqual([
    [".", "auc", "loss"],
    ["other", "auc"],
  ]);
  expect(unread.map(({ path }) => path)).toEqual(["broken/dvc.yaml"]);
});

test("training and validation of Keras are one run", async () => {
  const { runs } = await find(join(FIXTURES, "tensorboard"), "tensorboard");
  expect(runs).toHaveLength(1);
  expect(runs[0]?.sources.map(({ run }) => run.group)).toEqual(["train", "validation"]);
});

test("one trial is a part of its run, and of several each is a run", async () => {
  const folder = tempFolder();
  const of = (trial: string) => join(folder, "logs", trial);
  const fixture = join(FIXTURES, "tensorboardx", "run");
  const [trial = ""] = (await readdir(fixture)).filter((name) => /^\d{10}\./.test(name));
  await cp(fixture, of("."), { recursive: true });
  const paths = async () =>
    (await find(folder, "tensorboard")).runs.map(({ path, sources }) => [path, sources.length]);
  expect(await paths()).toEqual([["logs", 2]]);
  await cp(of(trial), of("1800000000.5"), { recursive: true });
  expect((await paths()).sort(byText)).toEqual([
    ["logs", 1],
    [`logs/${trial}`, 1],
    ["logs/1800000000.5", 1],
  ]);
});

test("a file that cannot be read is told, and the others stay", async () => {
  const folder = tempFolder();
  await cp(join(FIXTURES, "wandb"), folder, { recursive: true });
  await writeFiles(folder, { "mlflow.db": "SQLite format 3\0 and nothing" });
  const { runs, unread } = await find(folder);
  expect(runs).toHaveLength(1);
  expect(unread).toMatchObject([{ path: "mlflow.db", error: { code: "FILE_UNREADABLE" } }]);
});

test("a file by its name, whatever it is called; none of another format", async () => {
  const folder = tempFolder();
  const [log] = (await fixtures("wandb")).filter(({ path }) => path.endsWith(".wandb"));
  await writeFiles(folder, { "some-file": await readFile(log?.real ?? "") });
  const { runs } = await find(join(folder, "some-file"), "wandb");
  expect(runs.map(({ sources }) => sources.map(({ run }) => brief(run).length))).toEqual([[11]]);
  expect((await find(join(folder, "some-file"), "mlflow")).runs).toEqual([]);
  expect((await find(FIXTURES, "mlflow")).runs).toHaveLength(2);
});

test("a place that is not there is refused, and it is said what was expected", async () => {
  await expect(find("/nonexistent")).rejects.toThrow(
    expect.objectContaining({
      details: expect.objectContaining({ expected: expect.any(String), remedy: expect.any(String) }),
    }),
  );
  await expect(find(join(tempFolder(), "none"))).rejects.toThrow(withCode("FILE_NOT_FOUND"));
});
