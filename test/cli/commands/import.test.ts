import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { expect, test } from "vitest";
import { importPlot } from "../../../adapters/importers/plots.ts";
import { runCli } from "../../../cli/run.ts";
import { createCliPorts } from "../../../cli/wire.ts";
import { digestOfBytes } from "../../../core/canonical.ts";
import type { RecordedFile } from "../../../core/run/run.ts";
import { FIXTURES } from "../../support/import-file.ts";
import { tempFolder, writeFiles } from "../../support/temp-folder.ts";

function terminal() {
  const store = join(tempFolder(), "store");
  const pedigree = (...argv: readonly string[]) =>
    runCli([...argv, "--store", store], { ports: createCliPorts({}), version: "0" });
  return { pedigree, store };
}

test("the runs of two trackers of MLflow are imported once, and are runs of this machine then", async () => {
  const { pedigree, store } = terminal();
  const dry = await pedigree("import", "mlflow", FIXTURES, "--dry-run");
  expect(dry).toMatchObject({ status: 0, stdout: expect.stringContaining("2 runs would be imported") });
  expect((await pedigree("import", "mlflow", FIXTURES)).stdout).toBe(
    `2 runs imported into ${store}\n\n  churn  2 runs\n`,
  );
  const again = await pedigree("import", "mlflow", FIXTURES, "--json");
  expect(JSON.parse(again.stdout)).toMatchObject({
    dryRun: false,
    counts: { imported: 0, "already there": 2, refused: 0, partial: 0 },
  });
  const { runs } = JSON.parse((await pedigree("runs", "--json")).stdout);
  expect(runs).toHaveLength(2);
  expect(runs[0]).toMatchObject({ name: "first", experiment: "churn", metrics: { auc: { last: 0.91 } } });
});

test("what is refused or not whole is told, and decides the status", async () => {
  const { pedigree } = terminal();
  const folder = tempFolder();
  await writeFiles(folder, {
    "a/metrics.jsonl": '{"step": 1, "loss": 0.5}\n{"step": 2, "lo',
    "b/trainer_state.json": "{",
  });
  const { stdout, status } = await pedigree("import", "auto", folder);
  expect(stdout).toContain("1 run imported");
  expect(stdout).toContain("1 of them not whole, 1 refused");
  expect(stdout).toMatch(/^not whole: a \(a\): /m);
  expect(stdout).toMatch(/^refused: b\/trainer_state.json: /m);
  expect(status).toBe(2);
});

test("plots are files of the record, and the same again", async () => {
  const { pedigree, store } = terminal();
  const place = join(FIXTURES, "tensorboard-plots");
  expect((await pedigree("import", "tensorboard", place)).status).toBe(0);
  const run = JSON.parse((await pedigree("show", "run", "--json")).stdout);
  const plots: readonly RecordedFile[] = run.files;
  expect(plots.map(({ path }) => path)).toContain("plots/tensorboard/validation.json");
  for (const { path, digest, bytes } of plots) {
    const text = await readFile(join(store, "runs", run.id, path));
    expect([digestOfBytes(text), text.length]).toEqual([digest, bytes]);
    expect(importPlot(text.toString(), path)).toBeDefined();
  }
  const again = JSON.parse((await pedigree("import", "tensorboard", place, "--json")).stdout);
  expect(again.counts).toMatchObject({ "already there": 2, refused: 0 });
});

test("a pipeline of DVC is a run", async () => {
  const { pedigree } = terminal();
  const { stdout } = await pedigree("import", "auto", join(FIXTURES, "dvc"), "--json");
  expect(JSON.parse(stdout).counts).toMatchObject({ imported: 1, refused: 0 });
  const { runs } = JSON.parse((await pedigree("runs", "--json")).stdout);
  expect(Object.keys(runs[0].metrics)).toContain("loss");
  expect(Object.keys(runs[0].params)).toContain("train.lr");
});

test("nothing found is told, and another format is refused", async () => {
  const { pedigree } = terminal();
  const empty = tempFolder();
  expect(await pedigree("import", "mlflow", empty)).toMatchObject({
    status: 1,
    stdout: `no runs are here: looked in ${empty} for mlflow-files, mlflow-db\n`,
  });
  expect((await pedigree("import", "auto", empty)).stdout).toMatch(
    / for dvc-metrics, dvclive, .*metrics-file/,
  );
  expect(await pedigree("import", "neptune")).toMatchObject({
    status: 2,
    stderr: expect.stringContaining("INPUT_INVALID"),
  });
});
