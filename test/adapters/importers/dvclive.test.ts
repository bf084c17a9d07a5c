import { expect, test } from "vitest";
import { dvclive } from "../../../adapters/importers/dvclive.ts";
import { findFile } from "../../../adapters/importers/import-file.ts";
import { brief, fixture, readOne } from "../../support/import-file.ts";
import { tempFolder, writeFiles } from "../../support/temp-folder.ts";

test("curves, the newest values of what was not drawn, and parameters", async () => {
  const run = await readOne(dvclive, await fixture("dvclive/dvclive/metrics.json"));
  expect(brief(run)).toEqual([
    "train/loss@0=1",
    "train/loss@1=0.5",
    "train/loss@2=0.3333333333333333",
    "train/loss@3=0.25",
    "train/loss@4=0.2",
    "diverged@end=NaN",
  ]);
  expect(Object.fromEntries(run.params)).toEqual({ lr: 0.1, layers: "[64,32]" });
});

test("what it draws is found beside its metrics, where the run wrote it", async () => {
  const folder = tempFolder();
  const recall = Array.from({ length: 6000 }, (_, at) => ({
    precision: 0.5,
    recall: at / 5999,
    threshold: 0,
  }));
  await writeFiles(folder, {
    "dvclive/metrics.json": '{"auc": 0.9}',
    "dvclive/plots/sklearn/roc.json":
      '{"roc": [{"fpr": 0.0, "tpr": 0.0, "threshold": Infinity}, {"fpr": 1.0, "tpr": 1.0, "threshold": 0.1}]}',
    "dvclive/plots/sklearn/val/pr.json": JSON.stringify({ precision_recall: recall, average_precision: 0.5 }),
    "dvclive/plots/sklearn/cal.json": '{"calibration": [{"prob_true": 0.2, "prob_pred": 0.1}]}',
    "dvclive/plots/sklearn/cm.json": '[{"actual": "a", "predicted": "a"}, {"actual": "a", "predicted": "b"}]',
    "dvclive/plots/custom/t.json": '[{"x": 1, "y": 2}]',
    "dvclive/plots/sklearn/cut.json": '{"roc": [',
    "dvclive/plots/images/a.json": '{"roc": []}',
  });
  const file = findFile(folder, "dvclive/metrics.json");
  if (file === undefined) throw new Error("not written");
  const run = await readOne(dvclive, file);
  expect(run.plots?.map(({ name, plot }) => [name, plot.pedigree])).toEqual([
    ["custom/t", "table"],
    ["sklearn/cal", "calibration"],
    ["sklearn/cm", "confusion-matrix"],
    ["sklearn/roc", "roc"],
    ["sklearn/val/pr", "precision-recall"],
  ]);
  expect(run.plots?.[2]?.plot).toMatchObject({
    labels: ["a", "b"],
    counts: [
      [1, 1],
      [0, 0],
    ],
  });
  expect(run.plots?.[4]?.plot).toMatchObject({ points: { length: 5000 } });
  expect([run.partial, run.problems.map(({ details }) => details.subject)]).toEqual([
    true,
    ["dvclive/plots/sklearn/cut.json"],
  ]);
  const [later] = await dvclive.read(file, { since: file.modified + 60_000 });
  expect(later?.plots).toEqual([]);
});

test("measurements of the machine are passed over, and a curve without its end is told", async () => {
  const folder = tempFolder();
  await writeFiles(folder, {
    "dvclive/metrics.json": '{"auc": 0.9, "step": 1}',
    "dvclive/plots/metrics/auc.tsv": "step\tauc\n0\t0.8\n1\t0.",
    "dvclive/plots/metrics/system/cpu.tsv": "step\tcpu\n0\t9\n",
  });
  const file = findFile(folder, "dvclive/metrics.json");
  if (file === undefined) throw new Error("not written");
  const run = await readOne(dvclive, file);
  expect(brief(run)).toEqual(["auc@0=0.8"]);
  expect(run.partial).toBe(true);
});

test("measurements of the machine count when they are asked for", async () => {
  const folder = tempFolder();
  await writeFiles(folder, {
    "dvclive/metrics.json": '{"auc": 0.9, "system": {"cpu": {"usage (%)": 9}}}',
    "dvclive/plots/metrics/system/cpu/count.tsv": "step\tcount\n0\t4\n",
  });
  const file = findFile(folder, "dvclive/metrics.json");
  if (file === undefined) throw new Error("not written");
  expect(brief(await readOne(dvclive, file))).toEqual(["auc@end=0.9"]);
  const [run] = await dvclive.read(file, { since: null, machine: true });
  expect(run && brief(run)).toEqual(["system/cpu/count@0=4", "auc@end=0.9", "system/cpu/usage (%)@end=9"]);
});

async function folderWith(files: Record<string, string>) {
  const folder = tempFolder();
  await writeFiles(folder, files);
  const file = findFile(folder, "dvclive/metrics.json");
  if (file === undefined) throw new Error("not written");
  return await readOne(dvclive, file);
}

test("parameters of more than 64 KiB are read", async () => {
  const names = Array.from({ length: 4500 }, (_, at) => `parameter_${at}: ${at}`);
  const run = await folderWith({
    "dvclive/metrics.json": '{"auc": 0.9}',
    "dvclive/params.yaml": `${names.join("\n")}\n`,
  });
  expect([run.params.size, run.partial, run.problems]).toEqual([4500, false, []]);
});

test.each([
  ["no YAML", "lr: [\n", "FILE_UNREADABLE"],
  ["too many", `a:\n${"  - {b: 1}\n".repeat(5001)}`, "SCHEMA_MISMATCH"],
  ["too large", `# ${"x".repeat(1024 * 1024)}\nlr: 1\n`, "FILE_TOO_LARGE"],
  ["nothing but line breaks", "\n".repeat(200_000), "FILE_TOO_LARGE"],
])("parameters that cannot be read (%s) are told and cost no metric", async (_, text, code) => {
  const run = await folderWith({ "dvclive/metrics.json": '{"auc": 0.9}', "dvclive/params.yaml": text });
  expect(brief(run)).toEqual(["auc@end=0.9"]);
  expect([run.params.size, run.partial]).toEqual([0, true]);
  expect(run.problems).toMatchObject([{ code, details: { subject: "dvclive/params.yaml" } }]);
});

test.each([
  ["epoch", "step\tepoch\n0\t1\n1\t2\n", ["epoch@0=1", "epoch@1=2"]],
  ["train/iter", "step\titer\n0\t5\n1\t9\n", ["train/iter@0=5", "train/iter@1=9"]],
  ["time", "step\ttime\n3\t0.5\n", ["time@3=0.5"]],
  ["timestamp", "step\ttimestamp\n3\t1700000000\n", ["timestamp@3=1700000000"]],
  ["step", "step\n7\n9\n", ["step@0=7", "step@1=9"]],
  ["value", "step\tvalue\n0\t0.5\n", ["value@0=0.5"]],
])("a metric that is called as an axis, %s, keeps its curve", async (name, table, expected) => {
  const run = await folderWith({
    "dvclive/metrics.json": "{}",
    [`dvclive/plots/metrics/${name}.tsv`]: table,
  });
  expect([brief(run), run.problems, run.partial]).toEqual([expected, [], false]);
});

test("a curve has the times that were asked for, and one of words is told", async () => {
  const timed = await folderWith({
    "dvclive/metrics.json": "{}",
    "dvclive/plots/metrics/loss.tsv": "timestamp\tstep\tloss\n1700000000000\t4\t0.5\n",
  });
  expect(timed.measurements).toEqual([{ metric: "loss", step: 4, time: 1_700_000_000_000, value: 0.5 }]);
  const words = await folderWith({
    "dvclive/metrics.json": "{}",
    "dvclive/plots/metrics/loss.tsv": "step\tloss\n0\thigh\n",
  });
  expect(words).toMatchObject({ measurements: [], problems: [{ details: { found: '"0 high"' } }] });
});
