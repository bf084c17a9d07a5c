import type { DatabaseSync } from "node:sqlite";
import { z } from "zod";
import type { DataVersion } from "../../core/data/data-version.ts";
import type { PedigreeError } from "../../core/errors.ts";
import { parseWith } from "../../core/parse.ts";
import type { ImportContext, ImportedRun, Importer, ImportFile } from "../../core/ports/importer.ts";
import { datasetVersion } from "../../core/tracking/dataset-version.ts";
import { DATASET_CONTEXT_TAG } from "../../core/tracking/rules.ts";
import { importedRun } from "./imported-run.ts";
import { aboutMlflow, mlflowGroup, ownTags } from "./mlflow-about.ts";
import { Points } from "./points.ts";
import { columnsOf, isDatabase, readDatabase, unusablePart } from "./sqlite.ts";

/** How MLflow's database stores infinities, which SQL knows no word for. */
const INFINITE = 1.7976931348623157e308;

const runSchema = z.object({
  id: z.string().min(1),
  name: z.string().nullable(),
  experiment: z.string().nullable(),
  status: z.string().nullable(),
  startedAt: z.number().nullable(),
  finishedAt: z.number().nullable(),
});
type RunRow = z.infer<typeof runSchema>;

const metricSchema = z.object({
  key: z.string().min(1).max(250),
  value: z.number(),
  time: z.number(),
  step: z.number(),
  nan: z.union([z.literal(0), z.literal(1)]),
});
const pairSchema = z.object({ key: z.string().min(1).max(250), value: z.string().nullable() });

const inputSchema = z.object({
  name: z.string().min(1),
  digest: z.string().min(1),
  source: z.string().nullable(),
  context: z.string().nullable(),
});

/** MLflow's `mlflow.db`. Runs that began before ours are not ours. It is opened for reading only. */
export const mlflowDatabase: Importer = {
  name: "mlflow-db",
  scope: "written by the run",
  paths: /(^|\/)mlflow[^/]*\.(db|sqlite3?)$/,
  detect: (_, head) => isDatabase(head),
  read: (file, context) =>
    new Promise((resolve) => {
      resolve(readDatabase(file, "tables of MLflow", (database) => readRuns(database, file, context)));
    }),
};

function readRuns(
  database: DatabaseSync,
  file: ImportFile,
  { since }: ImportContext,
): readonly ImportedRun[] {
  const select = `SELECT run_uuid AS id, runs.name AS name, experiments.name AS experiment, status,
      start_time AS startedAt, end_time AS finishedAt
    FROM runs LEFT JOIN experiments USING (experiment_id)
    WHERE runs.lifecycle_stage = 'active' AND start_time >= ? ORDER BY start_time, run_uuid`;
  const read = prepare(database, file);
  return Array.from(database.prepare(select).iterate(Math.floor(since ?? 0)), (row) =>
    read(parseWith(runSchema, row, file.path)),
  );
}

/** The statements are compiled once for all runs. */
function prepare(database: DatabaseSync, file: ImportFile): (run: RunRow) => ImportedRun {
  const metrics = database.prepare(
    `SELECT key, value, timestamp AS time, step, is_nan AS nan FROM metrics WHERE run_uuid = ?
      ORDER BY key, step, timestamp, is_nan DESC, value`,
  );
  const [params, tags] = ["params", "tags"].map((table) =>
    database.prepare(`SELECT key, value FROM ${table} WHERE run_uuid = ?`),
  );
  const inputs = hasInputs(database) ? database.prepare(INPUTS) : undefined;
  const pairs = (rows: Iterable<unknown>) =>
    new Map(
      Array.from(rows, (row) => {
        const { key, value } = parseWith(pairSchema, row, file.path);
        return [key, value ?? ""] as const;
      }),
    );
  return (run) => {
    const problems: PedigreeError[] = [];
    const attempt = <T>(read: () => T, otherwise: T): T => {
      try {
        return read();
      } catch (error) {
        problems.push(unusablePart(file, run.id, error));
        return otherwise;
      }
    };
    const points = new Points();
    attempt(() => readMetrics(metrics.iterate(run.id), file, points), undefined);
    problems.push(...points.problems(file.path));
    const told = attempt(() => pairs(params?.iterate(run.id) ?? []), new Map());
    const tagged = attempt(() => pairs(tags?.iterate(run.id) ?? []), new Map());
    const data = attempt(() => readInputs(inputs?.iterate(run.id) ?? [], file), []);
    return importedRun(file.path, {
      group: mlflowGroup(run.name, run.id),
      label: run.name ?? "",
      measurements: points.list,
      params: new Map([...told].map(([key, value]) => [key, value.slice(0, 8192)])),
      tags: ownTags(tagged),
      data,
      problems,
      partial: problems.length > 0,
      about: aboutMlflow({ ...run, tags: tagged }),
    });
  };
}

/** `input_tags` holds what a run used a data set for. */
const INPUTS = `SELECT datasets.name AS name, digest, dataset_source AS source, input_tags.value AS context
  FROM inputs JOIN datasets ON dataset_uuid = source_id
    LEFT JOIN input_tags ON input_tags.input_uuid = inputs.input_uuid AND input_tags.name = '${DATASET_CONTEXT_TAG}'
  WHERE destination_type = 'RUN' AND destination_id = ? AND source_type = 'DATASET'
  ORDER BY datasets.name, digest`;

/** MLflow before 2.4 has no such tables, and where they are empty no run is asked for them. */
function hasInputs(database: DatabaseSync): boolean {
  const exist = ["inputs", "input_tags", "datasets"].every((table) => columnsOf(database, table).size > 0);
  return exist && database.prepare("SELECT 1 FROM inputs LIMIT 1").get() !== undefined;
}

function readInputs(rows: Iterable<unknown>, file: ImportFile): readonly DataVersion[] {
  return Array.from(rows, (row) => {
    const { name, digest, source, context } = parseWith(inputSchema, row, file.path);
    return datasetVersion({ name, digest, source: source ?? "", context: context ?? "" });
  });
}

function readMetrics(rows: Iterable<unknown>, file: ImportFile, points: Points): void {
  for (const row of rows) {
    const { key, value, time, step, nan } = parseWith(metricSchema, row, file.path);
    points.add({ metric: key, step, time, value: nan === 1 ? Number.NaN : finite(value) });
    if (points.isCut) return;
  }
}

function finite(value: number): number {
  return Math.abs(value) >= INFINITE ? Math.sign(value) * Number.POSITIVE_INFINITY : value;
}
