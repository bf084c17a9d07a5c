import { stat } from "node:fs/promises";
import { dirname, posix, resolve } from "node:path";
import { z } from "zod";
import type { DataVersion } from "../../core/data/data-version.ts";
import { readDvcPointer } from "../../core/data/pointers.ts";
import type { PedigreeError } from "../../core/errors.ts";
import { parseWith } from "../../core/parse.ts";
import type { ImportContext, ImportedRun, Importer, ImportFile } from "../../core/ports/importer.ts";
import { flattenParams } from "../../core/run/flatten.ts";
import type { Measurement } from "../../core/run/measurement.ts";
import type { ParamValue } from "../../core/run/run.ts";
import { folderOf, importedRun, MAX_TEXT_BYTES } from "./imported-run.ts";
import { importJsonMetrics } from "./metrics.ts";
import { readMetricsFile } from "./metrics-file.ts";
import { parseYaml } from "./yaml.ts";

const LIMITS = { maxBytes: 1024 * 1024, maxDepth: 32 };

const dependencySchema = z.object({
  path: z.string().min(1).max(1024),
  md5: z
    .string()
    .regex(/^[0-9a-f]{32}(\.dir)?$/, "an md5")
    .optional(),
  size: z.int().nonnegative().optional(),
  nfiles: z.int().positive().optional(),
});

const lockSchema = z.object({
  schema: z.literal("2.0"),
  stages: z
    .record(
      z.string(),
      z.object({
        deps: z.array(dependencySchema).default([]),
        params: z.record(z.string(), z.record(z.string(), z.unknown())).default({}),
      }),
    )
    .default({}),
});

/** Code is recorded by its commit; these are no data. */
const CODE = /\.(py|pyx|ipynb|r|jl|sh|js|mjs|ts|c|cc|cpp|h|rs|go|java|scala|sql)$/i;

/** `dvc.lock` as `dvc repro` wrote it: the parameters and the data, by md5, that each stage was run with. */
export const dvcLock: Importer = {
  name: "dvc-lock",
  scope: "written by the run",
  paths: /(^|\/)dvc\.lock$/,
  detect: () => true,
  read: async (file) => {
    const document = parseYaml(await file.text(LIMITS.maxBytes), file.path, LIMITS);
    const { stages } = parseWith(lockSchema, document, file.path);
    const params = new Map<string, ParamValue>();
    const data: DataVersion[] = [];
    for (const stage of Object.values(stages)) {
      for (const values of Object.values(stage.params)) {
        for (const [name, value] of flattenParams(values, file.path)) params.set(name, value);
      }
      data.push(...stage.deps.flatMap((dependency) => dataOf(dependency, file.path)));
    }
    return [importedRun(file.path, { params, data })];
  },
};

function dataOf({ path, md5, size, nfiles }: z.infer<typeof dependencySchema>, source: string) {
  const name = posix.join(posix.dirname(source), path);
  if (md5 === undefined || CODE.test(path) || name.length > 1024) return [];
  const version: DataVersion = {
    name,
    scheme: "dvc",
    id: `md5:${md5}`,
    bytes: size ?? 0,
    files: nfiles ?? 1,
    strength: "B",
    role: "training",
    source,
  };
  return [version];
}

/** A `.dvc` pointer counts as data of the run where what it points to is there, as `dvc pull` leaves it. */
export const dvcPointer: Importer = {
  name: "dvc-pointer",
  scope: "any",
  paths: /[^/]\.dvc$/,
  detect: () => true,
  read: async (file) => {
    const pointer = readDvcPointer(parseYaml(await file.text(LIMITS.maxBytes), file.path, LIMITS));
    if (pointer === undefined || !(await isThere(file, pointer.path))) return [];
    const { path, md5, bytes, files } = pointer;
    const data = dataOf({ path, md5, size: bytes, nfiles: files }, file.path);
    return [importedRun(file.path, { group: "", data })];
  },
};

async function isThere(file: ImportFile, path: string): Promise<boolean> {
  const local = posix.normalize(posix.join(folderOf(file.path), path));
  if (local.startsWith("..") || posix.isAbsolute(path)) return false;
  return await stat(resolve(dirname(file.real), path)).then(
    () => true,
    () => false,
  );
}

const namedSchema = z.array(z.union([z.string(), z.record(z.string(), z.unknown())])).default([]);
const pipelineSchema = z.object({
  metrics: namedSchema,
  stages: z.record(z.string(), z.object({ wdir: z.string().default("."), metrics: namedSchema })).default({}),
});

/** The metrics files that `dvc.yaml` names, where the run wrote them. Names that are templates (`${…}`) are passed over. */
export const dvcPipeline: Importer = {
  name: "dvc-metrics",
  scope: "any",
  paths: /(^|\/)dvc\.yaml$/,
  detect: () => true,
  read: async (file, context) => {
    const document = parseYaml(await file.text(LIMITS.maxBytes), file.path, LIMITS);
    const { metrics, stages } = parseWith(pipelineSchema, document ?? {}, file.path);
    const paths = new Set([
      ...metrics.flatMap(nameOf),
      ...Object.values(stages).flatMap((stage) =>
        stage.metrics.flatMap(nameOf).map((name) => posix.join(stage.wdir, name)),
      ),
    ]);
    return [await readNamed(file, [...paths], context)];
  },
};

function nameOf(entry: string | Readonly<Record<string, unknown>>): readonly string[] {
  const [name] = typeof entry === "string" ? [entry] : Object.keys(entry);
  return name === undefined || name.includes("${") ? [] : [name];
}

async function readNamed(
  file: ImportFile,
  paths: readonly string[],
  { since }: ImportContext,
): Promise<ImportedRun> {
  const measurements: Measurement[] = [];
  const problems: PedigreeError[] = [];
  let partial = false;
  for (const path of paths) {
    const named = await file.near(path);
    if (named === undefined || (since !== null && named.modified <= since)) continue;
    const run = await readAny(named);
    measurements.push(...run.measurements);
    problems.push(...run.problems);
    partial ||= run.partial;
  }
  return importedRun(file.path, { measurements, problems, partial });
}

async function readAny(file: ImportFile): Promise<ImportedRun> {
  if (!/\.ya?ml$/.test(file.path)) return await readMetricsFile(file);
  const document = parseYaml(await file.text(MAX_TEXT_BYTES), file.path, LIMITS);
  return importedRun(file.path, importJsonMetrics(JSON.stringify(document, wordOf), file.path));
}

// JSON has no word for these, and the importer knows them as text.
function wordOf(_: string, value: unknown): unknown {
  return typeof value === "number" && !Number.isFinite(value) ? String(value) : value;
}
