import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { DatabaseSync } from "node:sqlite";
import { openRunHistories } from "../adapters/importers/run-histories.ts";
import { FolderRunStore } from "../adapters/store/run-folder-store.ts";
import { importRuns } from "../usecases/import-runs.ts";
import type { BenchRow } from "./report.ts";

const RUNS = 1_000;
const [METRICS, PARAMS, POINTS] = [4, 5, 5];

/** How fast the history of another tracker is taken over, from its files to records in a store. */
export async function benchImportHistory(): Promise<readonly BenchRow[]> {
  const folder = mkdtempSync(join(tmpdir(), "pedigree-bench-"));
  try {
    writeFileStore(join(folder, "mlruns", "1"));
    writeDatabase(join(folder, "mlflow.db"));
    return [
      await benchImport(join(folder, "mlruns"), `an mlruns of ${RUNS} runs (12,000 files)`),
      await benchImport(join(folder, "mlflow.db"), `an mlflow.db of ${RUNS} runs`),
    ];
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

async function benchImport(place: string, what: string): Promise<BenchRow> {
  const root = `${place}-store`;
  const started = performance.now();
  const before = process.cpuUsage();
  const { counts } = await importRuns(
    { histories: openRunHistories(place), store: new FolderRunStore(root) },
    { format: "mlflow", machine: false, experiment: null, unfinished: false, redact: (text) => text },
  );
  const { user, system } = process.cpuUsage(before);
  if (counts.imported !== RUNS) throw new Error(`${counts.imported} runs imported of ${RUNS}`);
  return {
    name: `importing ${what}`,
    value: (performance.now() - started) / 1000,
    unit: "s",
    target: { atMost: 3 },
    note: `${((user + system) / 1e6).toFixed(1)} s of processor`,
  };
}

const idOf = (at: number) => at.toString(16).padStart(32, "0");
const startOf = (at: number) => 1_700_000_000_000 + at * 1000;

function writeFileStore(experiment: string): void {
  mkdirSync(experiment, { recursive: true });
  writeFileSync(join(experiment, "meta.yaml"), 'experiment_id: "1"\nlifecycle_stage: active\nname: churn\n');
  for (let at = 0; at < RUNS; at += 1) writeRun(join(experiment, idOf(at)), at);
}

function writeRun(folder: string, run: number): void {
  for (const part of ["metrics", "params", "tags"]) mkdirSync(join(folder, part), { recursive: true });
  const meta = `end_time: ${startOf(run) + 900}\nlifecycle_stage: active\nrun_id: ${idOf(run)}\nrun_name: r${run}\nstart_time: ${startOf(run)}\nstatus: 3\n`;
  writeFileSync(join(folder, "meta.yaml"), meta);
  for (let at = 0; at < METRICS; at += 1) {
    const lines = Array.from({ length: POINTS }, (_, step) => `${startOf(run)} 0.${step} ${step}\n`);
    writeFileSync(join(folder, "metrics", `m${at}`), lines.join(""));
  }
  for (let at = 0; at < PARAMS; at += 1) writeFileSync(join(folder, "params", `p${at}`), "9");
  for (const tag of ["team", "mlflow.user"]) writeFileSync(join(folder, "tags", tag), "growth");
}

function writeDatabase(path: string): void {
  const database = new DatabaseSync(path);
  database.exec(`BEGIN;
    CREATE TABLE experiments (experiment_id INTEGER PRIMARY KEY, name TEXT);
    CREATE TABLE runs (run_uuid TEXT PRIMARY KEY, name TEXT, status TEXT, start_time BIGINT, end_time BIGINT,
      lifecycle_stage TEXT, experiment_id INTEGER);
    CREATE TABLE metrics (key TEXT, value REAL, timestamp BIGINT, run_uuid TEXT, step BIGINT, is_nan INTEGER);
    CREATE TABLE params (key TEXT, value TEXT, run_uuid TEXT, PRIMARY KEY (key, run_uuid));
    CREATE TABLE tags (key TEXT, value TEXT, run_uuid TEXT, PRIMARY KEY (key, run_uuid));
    CREATE INDEX index_metrics_run_uuid ON metrics (run_uuid);
    CREATE INDEX index_params_run_uuid ON params (run_uuid);
    CREATE INDEX index_tags_run_uuid ON tags (run_uuid);
    INSERT INTO experiments VALUES (1, 'churn')`);
  const run = database.prepare("INSERT INTO runs VALUES (?, ?, 'FINISHED', ?, ?, 'active', 1)");
  const metric = database.prepare("INSERT INTO metrics VALUES (?, ?, ?, ?, ?, 0)");
  const param = database.prepare("INSERT INTO params VALUES (?, '9', ?)");
  for (let at = 0; at < RUNS; at += 1) {
    run.run(idOf(at), `r${at}`, startOf(at), startOf(at) + 900);
    for (let of = 0; of < METRICS; of += 1)
      for (let step = 0; step < POINTS; step += 1)
        metric.run(`m${of}`, step / 10, startOf(at), idOf(at), step);
    for (let of = 0; of < PARAMS; of += 1) param.run(`p${of}`, idOf(at));
  }
  database.exec("COMMIT");
  database.close();
}

if (import.meta.main) console.table(await benchImportHistory());
