import { posix } from "node:path";
import type { DatabaseSync } from "node:sqlite";
import { z } from "zod";
import type { PedigreeError } from "../../core/errors.ts";
import { parseWith } from "../../core/parse.ts";
import type { ImportContext, ImportedRun, Importer, ImportFile } from "../../core/ports/importer.ts";
import { flattenParams } from "../../core/run/flatten.ts";
import type { ParamValue } from "../../core/run/run.ts";
import { importedRun } from "./imported-run.ts";
import { isObject, parseJson } from "./json.ts";
import { numbersIn } from "./number-tree.ts";
import { Points } from "./points.ts";
import { columnsOf, isDatabase, readDatabase, unusablePart } from "./sqlite.ts";

const rowSchema = z.object({ time: z.string().max(64), step: z.int(), json: z.string() });
const runSchema = z.object({ key: z.string().min(1), name: z.string(), first: z.string(), last: z.string() });
const configSchema = z.array(z.object({ json: z.string() }));

/** Tells other databases from Trackio's: these columns have been there from the first version on. */
const COLUMNS = ["timestamp", "run_name", "step", "metrics"];

/**
 * A project of Trackio, `PROJECT.db`, with or without ids of runs (they came in 2026). The database of another program
 * holds no run. It is opened for reading only.
 */
export const trackio: Importer = {
  name: "trackio",
  scope: "written by the run",
  paths: /(^|\/)[^/]+\.db$/,
  detect: (_, head) => isDatabase(head),
  read: (file, context) =>
    new Promise((resolve) => {
      resolve(readDatabase(file, "tables of Trackio", (database) => readProject(database, file, context)));
    }),
};

function readProject(
  database: DatabaseSync,
  file: ImportFile,
  context: ImportContext,
): readonly ImportedRun[] {
  const columns = columnsOf(database, "metrics");
  if (!COLUMNS.every((name) => columns.has(name))) return [];
  const key = columns.has("run_id") ? "run_id" : "run_name";
  const select = `SELECT ${key} AS key, MAX(run_name) AS name, MIN(timestamp) AS first, MAX(timestamp) AS last
    FROM metrics GROUP BY ${key} ORDER BY MIN(id)`;
  const runs = Array.from(database.prepare(select).iterate(), (row) => parseWith(runSchema, row, file.path));
  const since = context.since ?? Number.NEGATIVE_INFINITY;
  return runs
    .filter(({ first }) => (readInstant(first) ?? Number.POSITIVE_INFINITY) >= since)
    .map((run) => readRun({ database, file, key, machine: context.machine === true }, run));
}

interface Project {
  readonly database: DatabaseSync;
  readonly file: ImportFile;
  /** The column that tells runs apart. */
  readonly key: "run_id" | "run_name";
  readonly machine: boolean;
}

function readRun(project: Project, run: z.infer<typeof runSchema>): ImportedRun {
  const { file, key, machine } = project;
  const problems: PedigreeError[] = [];
  const points = new Points();
  const attempt = (read: () => void) => {
    try {
      read();
    } catch (error) {
      problems.push(unusablePart(file, run.name, error));
    }
  };
  attempt(() => readMetrics(project, run.key, points));
  if (machine) attempt(() => readMachine(project, run.key, points));
  problems.push(...points.problems(file.path));
  let params: ReadonlyMap<string, ParamValue> = new Map();
  attempt(() => {
    params = readConfig(project, run.key);
  });
  const [startedAt, finishedAt] = [readInstant(run.first), readInstant(run.last)];
  return importedRun(file.path, {
    label: run.name,
    group: key === "run_id" ? `${run.name}-${run.key.slice(0, 8)}` : run.name,
    params,
    measurements: points.list,
    problems,
    partial: problems.length > 0,
    about: {
      id: `${projectOf(file)}/${run.key}`,
      name: run.name,
      experiment: projectOf(file),
      ...(startedAt === null ? {} : { startedAt }),
      ...(finishedAt === null ? {} : { finishedAt }),
    },
  });
}

/** The column is of type TEXT, and newer versions put bytes into it all the same. */
const jsonOf = (column: string) => `CAST(${column} AS TEXT) AS json`;
const projectOf = (file: ImportFile) => posix.basename(file.path, ".db");

function readMetrics({ database, file, key }: Project, run: string, points: Points): void {
  const select = `SELECT timestamp AS time, step, ${jsonOf("metrics")} FROM metrics WHERE ${key} = ? ORDER BY id`;
  for (const row of database.prepare(select).iterate(run)) {
    const { time, step, json } = parseWith(rowSchema, row, file.path);
    addNumbers(points, json, { file, step, time });
    if (points.isCut) return;
  }
}

/** They have no step, so they are counted. */
function readMachine({ database, file, key }: Project, run: string, points: Points): void {
  if (!columnsOf(database, "system_metrics").has(key)) return;
  const select = `SELECT timestamp AS time, ${jsonOf("metrics")} FROM system_metrics WHERE ${key} = ? ORDER BY id`;
  let step = 0;
  for (const row of database.prepare(select).iterate(run)) {
    const { time, json } = parseWith(rowSchema, { ...row, step }, file.path);
    addNumbers(points, json, { file, step, time, prefix: "system/" });
    if (points.isCut) return;
    step += 1;
  }
}

function addNumbers(
  points: Points,
  json: string,
  place: {
    readonly file: ImportFile;
    readonly step: number;
    readonly time: string;
    readonly prefix?: string;
  },
): void {
  const { file, step, prefix = "" } = place;
  const time = readInstant(place.time);
  const logged = parseJson(json, file.path);
  if (!isObject(logged)) return;
  for (const [name, value] of Object.entries(logged)) {
    for (const [metric, number] of numbersIn(`${prefix}${name}`, value)) {
      points.add({ metric, step, time, value: number });
    }
  }
}

/** Names that begin with `_` are Trackio's own: who started the run, and when. */
function readConfig({ database, file, key }: Project, run: string): ReadonlyMap<string, ParamValue> {
  if (!columnsOf(database, "configs").has(key)) return new Map();
  const rows = database.prepare(`SELECT ${jsonOf("config")} FROM configs WHERE ${key} = ?`).all(run);
  const [config] = parseWith(configSchema, rows, file.path).map(({ json }) =>
    parseJson(json, file.path, { exactly: true }),
  );
  if (!isObject(config)) return new Map();
  const own = Object.entries(config).filter(([name]) => !name.startsWith("_"));
  return flattenParams(Object.fromEntries(own), file.path);
}

/** Older versions write the local time without its zone, which nobody knows any more: it is read as UTC. */
function readInstant(text: string): number | null {
  const time = Date.parse(/(Z|[+-]\d{2}:?\d{2})$/.test(text) ? text : `${text}Z`);
  return Number.isNaN(time) ? null : time;
}
