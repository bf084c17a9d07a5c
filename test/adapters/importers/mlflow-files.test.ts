import { expect, test } from "vitest";
import { findFile } from "../../../adapters/importers/import-file.ts";
import { mlflowFiles, readMetric } from "../../../adapters/importers/mlflow-files.ts";
import { brief, fixtures, readOne } from "../../support/import-file.ts";
import { tempFolder, writeFiles } from "../../support/temp-folder.ts";

const ID = "0123456789abcdef0123456789abcdef";
const META = `mlruns/1/${ID}/meta.yaml`;

test("a run as MLflow's file store keeps it: nested names, NaN, own tags", async () => {
  const [meta] = (await fixtures("mlflow-files")).filter(({ path }) => mlflowFiles.paths.test(path));
  if (meta === undefined) throw new Error("no fixture");
  const run = await readOne(mlflowFiles, meta);
  expect(run.group).toMatch(/^first-[0-9a-f]{8}$/);
  expect(brief(run)).toEqual([
    "auc@0=0.91",
    "diverged@0=NaN",
    "train/loss@0=1",
    "train/loss@1=0.5",
    "train/loss@2=0.3333333333333333",
    "train/loss@3=0.25",
    "train/loss@4=0.2",
  ]);
  expect(Object.fromEntries(run.params)).toEqual({ lr: "0.1", "optimizer/name": "sgd" });
  expect(run.tags).toEqual(["team=growth"]);
  expect(run.about).toMatchObject({ id: expect.any(String), name: "first", experiment: "churn" });
  expect(run.about).toMatchObject({ status: "finished", startedAt: 1795450363709 });
});

test("only the description of a run is taken for one, and a deleted run is none", async () => {
  const detect = (text: string) => mlflowFiles.detect(META, Buffer.from(text));
  expect(detect(`lifecycle_stage: active\nrun_id: ${ID}\n`)).toBe(true);
  expect(detect("experiment_id: '1'\nlifecycle_stage: active\n")).toBe(false);
  const folder = tempFolder();
  await writeFiles(folder, { [META]: `lifecycle_stage: deleted\nrun_id: ${ID}\n` });
  const file = findFile(folder, META);
  expect(await (file && mlflowFiles.read(file, { since: null }))).toEqual([]);
});

async function storedRun(files: Record<string, string>) {
  const folder = tempFolder();
  const path = (name: string) => `mlruns/1/${ID}/${name}`;
  const stored = { "meta.yaml": `lifecycle_stage: active\nrun_id: ${ID}\n`, ...files };
  await writeFiles(
    folder,
    Object.fromEntries(Object.entries(stored).map(([name, text]) => [path(name), text])),
  );
  const file = findFile(folder, META);
  if (file === undefined) throw new Error("not written");
  return await readOne(mlflowFiles, file);
}

const LARGE = "x".repeat(70_000);

test("a tag of MLflow's own that tells nothing of the run may be of any size", async () => {
  const run = await storedRun({
    "metrics/auc": "1 0.9 0\n",
    "params/lr": "0.1",
    "tags/mlflow.log-model.history": LARGE,
    "tags/mlflow.source.git.commit": "a".repeat(40),
  });
  expect([brief(run), run.tags, run.about?.commit]).toEqual([["auc@0=0.9"], [], "a".repeat(40)]);
  expect([run.partial, run.problems]).toEqual([false, []]);
});

test.each(["tags/team", "params/prompt", "../meta.yaml"])(
  "%s of a run that is too large is told, and the rest stays",
  async (name) => {
    const run = await storedRun({
      "metrics/auc": "1 0.9 0\n",
      "params/lr": "0.1",
      "tags/owner": "ann",
      [name]: LARGE,
    });
    expect([brief(run), Object.fromEntries(run.params), run.tags]).toEqual([
      ["auc@0=0.9"],
      { lr: "0.1" },
      ["owner=ann"],
    ]);
    expect(run).toMatchObject({ partial: true, problems: [{ code: "FILE_TOO_LARGE" }] });
  },
);

test("each run has the name of its own experiment, in whatever order they come", async () => {
  const folder = tempFolder();
  const [churn, fraud] = [`1/${ID}/meta.yaml`, `2/${ID}/meta.yaml`];
  const run = `lifecycle_stage: active\nrun_id: ${ID}\n`;
  await writeFiles(folder, {
    "1/meta.yaml": "name: churn\n",
    "2/meta.yaml": "name: fraud\n",
    [churn]: run,
    [fraud]: run,
    [`3/${ID}/meta.yaml`]: run,
  });
  const names: (string | null)[] = [];
  for (const path of [churn, fraud, churn, churn, `3/${ID}/meta.yaml`]) {
    const file = findFile(folder, path);
    if (file === undefined) throw new Error(`no ${path}`);
    names.push((await readOne(mlflowFiles, file)).about?.experiment ?? null);
  }
  expect(names).toEqual(["churn", "fraud", "churn", "churn", null]);
});

test("lines of two, three and five fields; the step of a data set's metric is kept", () => {
  const { measurements, problems } = readMetric("1 0.5\n2 inf 3\n4 -1e-3 5 train abc\n", "m", "m");
  expect(measurements.map(({ time, value, step }) => [time, value, step])).toEqual([
    [1, 0.5, 0],
    [2, Number.POSITIVE_INFINITY, 3],
    [4, -0.001, 5],
  ]);
  expect(problems).toEqual([]);
});

test("what was logged late is put in its place: MLflow's last value is that of the greatest step", () => {
  const { measurements } = readMetric("1 0.5 0\n2 0.1 9\n3 0.4 1\n4 0.2 9\n", "m", "m");
  expect(measurements.map(({ step, value }) => [step, value])).toEqual([
    [0, 0.5],
    [1, 0.4],
    [9, 0.1],
    [9, 0.2],
  ]);
});

test("of values of one step and time the greatest is the last one, NaN the least, as MLflow takes them", () => {
  const { measurements } = readMetric("7 0.4 1\n7 nan 1\n7 -1 1\n", "m", "m");
  expect(measurements.map(({ value }) => value)).toEqual([Number.NaN, -1, 0.4]);
});

test("a line that is none is told, and so is a last one without its end", () => {
  const { measurements, problems } = readMetric("1 0.5 0\nnonsense\n2 x 1\n3 0.25 2", "m", "m");
  expect(measurements).toHaveLength(1);
  expect(problems.map((problem) => problem.details.path)).toEqual(["line 2", "line 3", "line 4"]);
});

test("cut at every byte, it never tells a value that was not written", () => {
  const text = "1700000000000 0.53 10\n1700000000001 0.42 11\n";
  const whole = readMetric(text, "m", "m").measurements;
  for (let length = 0; length < text.length; length += 1) {
    const found = readMetric(text.slice(0, length), "m", "m").measurements;
    expect(whole.slice(0, found.length)).toEqual(found);
  }
});
