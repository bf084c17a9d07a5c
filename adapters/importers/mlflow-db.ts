import { DatabaseSync } from "node:sqlite";
import { z } from "zod";
import { PedigreeError } from "../../core/errors.ts";
import { parseWith } from "../../core/parse.ts";
import type { ImportContext, ImportedRun, Importer, ImportFile } from "../../core/ports/importer.ts";
import { headText, importedRun, MAX_POINTS } from "./imported-run.ts";
import { mlflowGroup } from "./mlflow-files.ts";

/** How MLflow's database stores infinities, which SQL knows no word for. */
const INFINITE = 1.7976931348623157e308;

const runSchema = z.object({ id: z.string(), name: z.string().nullable() });
const metricSchema = z.object({
  key: z.string().min(1).max(250),
  value: z.number(),
  time: z.number(),
  step: z.number(),
  nan: z.union([z.literal(0), z.literal(1)]),
});
const pairSchema = z.object({ key: z.string().min(1).max(250), value: z.string().nullable() });

/** MLflow's `mlflow.db`. Runs that began before ours are not ours. It is opened for reading only. */
export const mlflowDatabase: Importer = {
  name: "mlflow-db",
  scope: "written by the run",
  paths: /(^|\/)mlflow[^/]*\.(db|sqlite3?)$/,
  detect: (_, head) => headText(head).startsWith("SQLite format 3\0"),
  read: (file, context) => {
    try {
      return Promise.resolve(readDatabase(file, context));
    } catch (error) {
      return Promise.reject(toUnreadable(file.path, error));
    }
  },
};

function toUnreadable(subject: string, error: unknown): PedigreeError {
  if (error instanceof PedigreeError) return error;
  return new PedigreeError("FILE_UNREADABLE", "database cannot be imported", {
    subject,
    expected: "tables of MLflow",
    found: error instanceof Error ? error.message.slice(0, 120) : "an unknown error",
    cause: error,
  });
}

function readDatabase(file: ImportFile, { since }: ImportContext): readonly ImportedRun[] {
  const database = new DatabaseSync(file.real, { readOnly: true, timeout: 1000 });
  try {
    // A schema is data of somebody else: it may not name functions, and damaged pages are an error.
    database.exec("PRAGMA trusted_schema = OFF; PRAGMA cell_size_check = ON; PRAGMA query_only = ON");
    const select = `SELECT run_uuid AS id, name FROM runs WHERE lifecycle_stage = 'active' AND start_time >= ? ORDER BY start_time`;
    const runs = database.prepare(select).all(Math.floor(since ?? 0));
    return parseWith(z.array(runSchema), runs, file.path).map((run) => readRun(database, file.path, run));
  } finally {
    database.close();
  }
}

function readRun(database: DatabaseSync, path: string, run: z.infer<typeof runSchema>): ImportedRun {
  const all = (sql: string) => database.prepare(sql).all(run.id);
  const metrics = parseWith(
    z.array(metricSchema),
    all(
      `SELECT key, value, timestamp AS time, step, is_nan AS nan FROM metrics WHERE run_uuid = ? ORDER BY key, step, timestamp LIMIT ${MAX_POINTS}`,
    ),
    path,
  );
  const params = parseWith(
    z.array(pairSchema),
    all("SELECT key, value FROM params WHERE run_uuid = ?"),
    path,
  );
  const tags = parseWith(z.array(pairSchema), all("SELECT key, value FROM tags WHERE run_uuid = ?"), path);
  return importedRun(path, {
    group: mlflowGroup(run.name, run.id),
    measurements: metrics.map(({ key, value, time, step, nan }) => ({
      metric: key,
      step,
      time,
      value: nan === 1 ? Number.NaN : finite(value),
    })),
    params: new Map(params.map(({ key, value }) => [key, (value ?? "").slice(0, 8192)])),
    tags: tags
      .filter(({ key }) => !key.startsWith("mlflow."))
      .map(({ key, value }) => `${key}=${value ?? ""}`),
  });
}

function finite(value: number): number {
  return Math.abs(value) >= INFINITE ? Math.sign(value) * Number.POSITIVE_INFINITY : value;
}
