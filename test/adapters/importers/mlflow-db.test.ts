import { readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { DatabaseSync } from "node:sqlite";
import { expect, test } from "vitest";
import { findFile } from "../../../adapters/importers/import-file.ts";
import { mlflowDatabase } from "../../../adapters/importers/mlflow-db.ts";
import { brief, FIXTURES, fixture, readOne } from "../../support/import-file.ts";
import { tempFolder } from "../../support/temp-folder.ts";
import { withCode } from "../../support/with-code.ts";

async function databaseOf(bytes: Uint8Array) {
  const folder = tempFolder();
  await writeFile(join(folder, "mlflow.db"), bytes);
  const file = findFile(folder, "mlflow.db");
  if (file === undefined) throw new Error("not written");
  return file;
}

test("a run of MLflow's database, with NaN", async () => {
  const run = await readOne(mlflowDatabase, await fixture("mlflow-db/mlflow.db"));
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
});

test("what the database tells of the run itself", async () => {
  const { about } = await readOne(mlflowDatabase, await fixture("mlflow-db/mlflow.db"));
  expect(about).toMatchObject({ name: "first", experiment: "churn", status: "finished" });
  expect(about?.id).toMatch(/^[0-9a-f]{32}$/);
  expect(about?.finishedAt).toBeGreaterThanOrEqual(about?.startedAt ?? Number.NaN);
});

test("of values of one step and time the greatest is the last one, NaN the least, as MLflow takes them", async () => {
  const file = await databaseOf(await readFile((await fixture("mlflow-db/mlflow.db")).real));
  const database = new DatabaseSync(file.real);
  const insert = database.prepare(
    "INSERT INTO metrics (key, value, timestamp, run_uuid, step, is_nan) SELECT 'tied', ?, 7, run_uuid, 1, ? FROM runs",
  );
  for (const [value, nan] of [
    [0.4, 0],
    [0, 1],
    [-1, 0],
  ] as const)
    insert.run(value, nan);
  database.close();
  const found = brief(await readOne(mlflowDatabase, file)).filter((line) => line.startsWith("tied"));
  expect(found).toEqual(["tied@1=NaN", "tied@1=-1", "tied@1=0.4"]);
});

test("a run of more than twenty thousand points is read whole", async () => {
  const file = await databaseOf(await readFile((await fixture("mlflow-db/mlflow.db")).real));
  const database = new DatabaseSync(file.real);
  database.exec(`WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 30000)
    INSERT INTO metrics (key, value, timestamp, run_uuid, step, is_nan) SELECT 'many', 0.5, 1, run_uuid, i, 0 FROM n, runs`);
  database.close();
  const run = await readOne(mlflowDatabase, file);
  expect(run).toMatchObject({ partial: false, problems: [] });
  expect(run.measurements).toHaveLength(30_007);
});

test("runs that began before ours are left out", async () => {
  const file = await fixture("mlflow-db/mlflow.db");
  expect(await mlflowDatabase.read(file, { since: Date.parse("2100-01-01") })).toEqual([]);
});

test("infinities are told as such, and the database is not changed", async () => {
  const file = await databaseOf(await readFile((await fixture("mlflow-db/mlflow.db")).real));
  const database = new DatabaseSync(file.real);
  database.exec("UPDATE metrics SET value = -1.7976931348623157e308 WHERE key = 'auc'");
  database.close();
  const before = await readFile(file.real);
  expect(brief(await readOne(mlflowDatabase, file))).toContain("auc@0=-Infinity");
  expect((await readFile(file.real)).equals(before)).toBe(true);
});

test("another database is refused", async () => {
  const file = await databaseOf(Buffer.alloc(0));
  new DatabaseSync(file.real).exec("CREATE TABLE runs (a); ");
  await expect(mlflowDatabase.read(file, { since: null })).rejects.toThrow(withCode("FILE_UNREADABLE"));
});

test("a database that ends before its last page does is refused: what is missing would be read as zeros", async () => {
  const whole = await readFile(join(FIXTURES, "mlflow-db/mlflow.db"));
  for (const cut of [1, 99, 4096, 5000]) {
    const file = await databaseOf(whole.subarray(0, whole.length - cut));
    await expect(mlflowDatabase.read(file, { since: null })).rejects.toThrow(withCode("FILE_UNREADABLE"));
  }
});

/** The tables that MLflow 3.17 makes, without its limits of lengths. */
const DATASET_TABLES = `
  CREATE TABLE datasets (dataset_uuid TEXT, experiment_id INTEGER, name TEXT, digest TEXT, dataset_source_type TEXT,
    dataset_source TEXT, dataset_schema TEXT, dataset_profile TEXT);
  CREATE TABLE inputs (input_uuid TEXT, source_type TEXT, source_id TEXT, destination_type TEXT, destination_id TEXT,
    step BIGINT DEFAULT 0);
  CREATE TABLE input_tags (input_uuid TEXT, name TEXT, value TEXT);`;

test("the data sets of a run are data, with what they were used for", async () => {
  const file = await databaseOf(await readFile((await fixture("mlflow-db/mlflow.db")).real));
  const database = new DatabaseSync(file.real);
  database.exec(DATASET_TABLES);
  expect((await readOne(mlflowDatabase, file)).data).toEqual([]);
  for (const [at, [name, digest, context]] of [
    ["churn", "fb5441d3", "training"],
    ["dataset", "12345e67", "evaluation"],
    ["dataset", "ee99ca25", undefined],
  ].entries()) {
    const [set, own] = [`set-${at}`, `input-${at}`];
    database
      .prepare(
        "INSERT INTO datasets (dataset_uuid, experiment_id, name, digest, dataset_source_type, dataset_source) SELECT ?, experiment_id, ?, ?, 'local', '{}' FROM runs",
      )
      .run(set, name ?? "", digest ?? "");
    database
      .prepare(
        "INSERT INTO inputs (input_uuid, source_type, source_id, destination_type, destination_id) SELECT ?, 'DATASET', ?, 'RUN', run_uuid FROM runs",
      )
      .run(own, set);
    const tag = database.prepare("INSERT INTO input_tags (input_uuid, name, value) VALUES (?, ?, ?)");
    tag.run(own, "other", "x");
    if (context !== undefined) tag.run(own, "mlflow.data.context", context);
  }
  database.exec(
    "INSERT INTO inputs (input_uuid, source_type, source_id, destination_type, destination_id) SELECT 'model', 'MODEL', 'm-1', 'RUN', run_uuid FROM runs",
  );
  database.close();
  const run = await readOne(mlflowDatabase, file);
  expect(run.problems).toEqual([]);
  expect(run.data.map(({ name, id, role, source }) => [name, id, role, source])).toEqual([
    ["churn", "fb5441d3", "training", "{}"],
    ["dataset", "12345e67", "evaluation", "{}"],
    ["dataset", "ee99ca25", "other", "{}"],
  ]);
});
