import { expect, test } from "vitest";
import { dvcLock, dvcPipeline, dvcPointer, namedByPipeline } from "../../../adapters/importers/dvc.ts";
import { findFile } from "../../../adapters/importers/import-file.ts";
import { brief, fixture, memoryFile, readOne } from "../../support/import-file.ts";
import { tempFolder, writeFiles } from "../../support/temp-folder.ts";

async function fileOf(files: Readonly<Record<string, string>>, path: string) {
  const folder = tempFolder();
  await writeFiles(folder, files);
  const file = findFile(folder, path);
  if (file === undefined) throw new Error(`${path} was not written`);
  return file;
}

test("dvc.lock tells parameters and data by md5, which is a weak name; code is no data", async () => {
  const run = await readOne(dvcLock, await fixture("dvc/dvc.lock"));
  expect(Object.fromEntries(run.params)).toEqual({ "train.lr": 0.1 });
  expect(run.data.map(({ name, id, files, strength }) => [name, id, files, strength])).toEqual([
    ["dvc/data/train.csv", "md5:344fd2323dd33d5c058b7cf27de029e8", 1, "B"],
    ["dvc/images", "md5:1710014904e6b7e979d3965269bd0f83.dir", 1, "B"],
  ]);
});

test("test data of a pipeline are no training data, and what it made itself is neither", async () => {
  const dep = (path: string) => ({ path, md5: "a".repeat(32), size: 1 });
  const lock = {
    schema: "2.0",
    stages: {
      train: { deps: [dep("data/churn.csv"), dep("train.py")], outs: [dep("model.pkl")] },
      evaluate: { deps: [dep("model.pkl"), dep("holdout.csv"), dep("data/test.csv")] },
    },
  };
  const run = await readOne(dvcLock, memoryFile("p/dvc.lock", Buffer.from(JSON.stringify(lock))));
  expect(run.data.map(({ name, role }) => [name, role])).toEqual([
    ["p/data/churn.csv", "training"],
    ["p/holdout.csv", "evaluation"],
    ["p/data/test.csv", "evaluation"],
  ]);
});

test("a pointer's path says what its data are for", async () => {
  const read = async (path: string, own: string) => {
    const pointer = `outs:\n- md5: ${"a".repeat(32)}\n  size: 3\n  path: ${own}\n`;
    const file = await fileOf({ [path]: pointer, [path.replace(/\.dvc$/, "")]: "abc" }, path);
    return (await dvcPointer.read(file, { since: null })).flatMap(({ data }) => data.map(({ role }) => role));
  };
  expect(await read("data/test.csv.dvc", "test.csv")).toEqual(["evaluation"]);
  expect(await read("data/val/images.dvc", "images")).toEqual(["evaluation"]);
  expect(await read("test/train.csv.dvc", "train.csv")).toEqual(["training"]);
  expect(await read("data/latest.csv.dvc", "latest.csv")).toEqual(["training"]);
  expect(await read("data/make.py.dvc", "make.py")).toEqual([]);
});

test("dvc.yaml is read once for the files that it names and for what they hold", async () => {
  const pipeline = memoryFile("dvc.yaml", Buffer.from("metrics: [a.json]\n"));
  let reads = 0;
  const counted = {
    ...pipeline,
    text: (most: number) => {
      reads += 1;
      return pipeline.text(most);
    },
  };
  expect(await namedByPipeline(counted)).toEqual(["a.json"]);
  await readOne(dvcPipeline, counted);
  expect(reads).toBe(1);
});

test("dvc.yaml names the metrics; those that were there before the run began do not count", async () => {
  const file = await fixture("dvc/dvc.yaml");
  expect(brief(await readOne(dvcPipeline, file))).toEqual([
    "auc@end=0.9",
    "val.loss@end=0.25",
    "loss@0=0.5",
    "loss@1=0.25",
  ]);
  const [late] = await dvcPipeline.read(file, { since: Date.parse("2100-01-01") });
  expect(late?.measurements).toEqual([]);
});

test("names at the top, in YAML and below wdir are read; templates and what lies outside are not", async () => {
  const yaml = `
metrics: [top.yaml, ../outside.json, /etc/hostname]
stages:
  a: { cmd: x, wdir: sub, metrics: [m.json: { cache: false }, "$\{item}.json"] }
  b: { foreach: [1], do: { cmd: y } }
`;
  const file = await fileOf(
    { "p/dvc.yaml": yaml, "p/top.yaml": "auc: .nan\n", "p/sub/m.json": '{"n": 1}' },
    "p/dvc.yaml",
  );
  expect(brief(await readOne(dvcPipeline, file))).toEqual(["auc@end=NaN", "n@end=1"]);
});

test("files of a pipeline that hold the same metric are told apart, and its curves stay", async () => {
  const file = await fileOf(
    {
      "dvc.yaml": "metrics: [eval/a/m.json, eval/b/m.json]\nplots: [{ loss.csv: { x: step, y: loss } }]\n",
      "eval/a/m.json": '{"auc": 0.9, "f1": 0.5}',
      "eval/b/m.json": '{"auc": 0.7}',
      "loss.csv": "step,loss\n0,2\n1,1\n",
    },
    "dvc.yaml",
  );
  expect(brief(await readOne(dvcPipeline, file))).toEqual([
    "a/auc@end=0.9",
    "f1@end=0.5",
    "b/auc@end=0.7",
    "loss@0=2",
    "loss@1=1",
  ]);
});

test("a pointer counts where its data is there, and never leads out of the workspace", async () => {
  const pointer = (path: string) => `outs:\n- md5: ${"a".repeat(32)}\n  size: 3\n  path: ${path}\n`;
  const read = async (files: Readonly<Record<string, string>>) =>
    (await dvcPointer.read(await fileOf(files, "d/x.dvc"), { since: null })).flatMap((run) => run.data);
  expect(await read({ "d/x.dvc": pointer("x"), "d/x": "abc" })).toMatchObject([
    { name: "d/x", strength: "B", source: "d/x.dvc", bytes: 3 },
  ]);
  expect(await read({ "d/x.dvc": pointer("x") })).toEqual([]);
  expect(await read({ "d/x.dvc": pointer("../../../../../etc") })).toEqual([]);
});

test("what DVCLive writes is left to its own importer, which knows the curves", async () => {
  const files = {
    "dvc.yaml":
      "metrics: [dvclive/metrics.json, other.json]\nplots: [{ dvclive/plots/metrics: { x: step } }]\n",
    "dvclive/metrics.json": '{"auc": 0.9}',
    "dvclive/plots/metrics/auc.tsv": "step\tauc\n0\t0.8\n1\t0.9\n",
    "other.json": '{"loss": 0.1}',
  };
  expect(brief(await readOne(dvcPipeline, await fileOf(files, "dvc.yaml")))).toEqual(["loss@end=0.1"]);
});
