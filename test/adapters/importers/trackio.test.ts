import { copyFile, readdir } from "node:fs/promises";
import { dirname, join } from "node:path";
import { DatabaseSync } from "node:sqlite";
import { expect, test } from "vitest";
import { findFile } from "../../../adapters/importers/import-file.ts";
import { trackio } from "../../../adapters/importers/trackio.ts";
import type { ImportedRun } from "../../../core/ports/importer.ts";
import { brief, fixture } from "../../support/import-file.ts";
import { tempFolder } from "../../support/temp-folder.ts";

const ALL = { since: null };
const LOSSES = [1, 0.5, 0.3333333333333333, 0.25, 0.2];

async function copyOf(name: "new" | "old", change = "") {
  const folder = tempFolder();
  await copyFile((await fixture(`trackio/${name}/churn.db`)).real, join(folder, "churn.db"));
  if (change !== "") {
    const database = new DatabaseSync(join(folder, "churn.db"));
    database.exec(change);
    database.close();
  }
  const file = findFile(folder, "churn.db");
  if (file === undefined) throw new Error("not copied");
  return file;
}

function checkFirst(run: ImportedRun | undefined) {
  expect(run && brief(run)).toEqual([
    ...LOSSES.flatMap((loss, step) => [`loss@${step}=${loss}`, `val.auc@${step}=0.5`]),
    "diverged@5=NaN",
    "top@5=Infinity",
  ]);
  expect(run).toMatchObject({ partial: false, problems: [] });
  expect(run?.about).toMatchObject({ name: "first", experiment: "churn", startedAt: expect.any(Number) });
}

test("the runs of a project, with their configuration", async () => {
  const [first, second, ...more] = await trackio.read(await fixture("trackio/new/churn.db"), ALL);
  expect(more).toEqual([]);
  checkFirst(first);
  expect(Object.fromEntries(first?.params ?? [])).toEqual({ lr: 0.1, "optimizer.name": "sgd" });
  expect(first?.about?.id).toMatch(/^churn\/[0-9a-f]{32}$/);
  expect(second?.measurements[0]).toMatchObject({ metric: "loss", value: 2, step: 0 });
  expect(first?.group).not.toBe(second?.group);
});

test("a database without ids of runs, and without configurations: the name tells runs apart", async () => {
  const [first, second] = await trackio.read(await fixture("trackio/old/churn.db"), ALL);
  checkFirst(first);
  expect([first?.about?.id, second?.about?.id]).toEqual(["churn/first", "churn/second"]);
  expect(first?.params.size).toBe(0);
});

test("measurements of the machine count when they are asked for", async () => {
  const [run] = await trackio.read(await fixture("trackio/new/churn.db"), { since: null, machine: true });
  expect(run && brief(run)).toContain("system/cpu@0=12.5");
});

test("runs that began before ours are left out", async () => {
  const file = await fixture("trackio/new/churn.db");
  expect(await trackio.read(file, { since: Date.parse("2100-01-01") })).toEqual([]);
  expect(await trackio.read(file, { since: Date.parse("2020-01-01") })).toHaveLength(2);
});

test("nothing is left beside a database that has a write-ahead log", async () => {
  const file = await copyOf("new", "PRAGMA journal_mode = WAL");
  expect(await trackio.read(file, ALL)).toHaveLength(2);
  expect(await readdir(dirname(file.real))).toEqual(["churn.db"]);
});

test("what stands only in the write-ahead log of a live writer is read, too", async () => {
  const file = await copyOf("new", "PRAGMA journal_mode = WAL");
  const writer = new DatabaseSync(file.real);
  writer.exec("PRAGMA wal_autocheckpoint = 0; UPDATE metrics SET metrics = '{\"loss\": 7}' WHERE id = 1");
  const [run] = await trackio.read(file, ALL);
  writer.close();
  expect(run && brief(run)[0]).toBe("loss@0=7");
});

test("the database of another program holds no run", async () => {
  const file = await copyOf("new", "DROP TABLE metrics; CREATE TABLE metrics (name TEXT, value REAL)");
  expect(await trackio.read(file, ALL)).toEqual([]);
});

test("of a run that is damaged the rest stays, and the other run is whole", async () => {
  const file = await copyOf("new", "UPDATE metrics SET metrics = '{\"loss\"' WHERE id = 3");
  const [first, second] = await trackio.read(file, ALL);
  expect(first && brief(first)).toEqual(["loss@0=1", "val.auc@0=0.5", "loss@1=0.5", "val.auc@1=0.5"]);
  expect(first).toMatchObject({ partial: true, problems: [{ code: "FILE_UNREADABLE" }] });
  expect(second).toMatchObject({ partial: false });
});
