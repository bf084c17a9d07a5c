import { expect, test } from "vitest";
import { dvcPipeline } from "../../../adapters/importers/dvc.ts";
import { findFile } from "../../../adapters/importers/import-file.ts";
import { brief, readOne } from "../../support/import-file.ts";
import { tempFolder, writeFiles } from "../../support/temp-folder.ts";

async function readPipeline(files: Readonly<Record<string, string>>) {
  const folder = tempFolder();
  await writeFiles(folder, files);
  const file = findFile(folder, "dvc.yaml");
  if (file === undefined) throw new Error("not written");
  return await readOne(dvcPipeline, file);
}

test("curves of plots, at the top and of stages, from tables and JSON", async () => {
  const run = await readPipeline({
    "dvc.yaml": `
plots:
  - curve: { x: epoch, y: { a.csv: [loss, acc] } }
  - both.json: { y: auc }
  - images/
  - c.csv: { x: fpr, y: tpr, template: scatter }
stages:
  train: { cmd: x, wdir: sub, plots: [ "b.tsv": { x: step, y: rate, cache: false } ] }
`,
    "a.csv": "epoch,loss,acc\n0,1,0.5\n1,nan,0.75\n",
    "both.json": '{"rows": [{"auc": 0.5}, {"auc": 0.75}]}',
    "c.csv": "fpr,tpr\n0,1\n",
    "sub/b.tsv": "step\trate\n10\t0.1\n20\t0.0",
  });
  expect(brief(run)).toEqual([
    "loss@0=1",
    "acc@0=0.5",
    "loss@1=NaN",
    "acc@1=0.75",
    "auc@0=0.5",
    "auc@1=0.75",
    "rate@10=0.1",
  ]);
  expect(run.partial).toBe(true);
});

test("as one object, too; a metric tells the same better, and files with one column are told apart", async () => {
  const run = await readPipeline({
    "dvc.yaml": "metrics: [m.json]\nplots: { m.json: { y: auc }, a.csv: { y: loss }, b.csv: { y: loss } }\n",
    "m.json": '{"auc": [0.5, 0.75]}',
    "a.csv": "loss\n1\n",
    "b.csv": "loss\n2\n",
  });
  expect(brief(run)).toEqual(["auc@0=0.5", "auc@1=0.75", "a/loss@0=1", "b/loss@0=2"]);
});

test("a file that cannot be read is told, and the others stay", async () => {
  const run = await readPipeline({
    "dvc.yaml": "metrics: [bad.json, m.json]\nplots: [n.json: { y: auc }, ../out.csv: { y: a }]\n",
    "bad.json": "{",
    "m.json": '{"n": 1}',
    "n.json": "3",
  });
  expect(brief(run)).toEqual(["n@end=1"]);
  expect(run.problems.map(({ code }) => code)).toEqual(["FILE_UNREADABLE", "FILE_UNREADABLE"]);
  expect(run.partial).toBe(true);
});
