import { stat } from "node:fs/promises";
import { dirname, posix, resolve } from "node:path";
import { z } from "zod";
import type { DataVersion } from "../../core/data/data-version.ts";
import { readDvcPointer } from "../../core/data/dvc-pointer.ts";
import { dataOfStages } from "../../core/data/dvc-stages.ts";
import { roleInPath } from "../../core/data/role-in-name.ts";
import { PedigreeError } from "../../core/errors.ts";
import { parseWith } from "../../core/parse.ts";
import type { ImportContext, ImportedRun, Importer, ImportFile } from "../../core/ports/importer.ts";
import { flattenParams } from "../../core/run/flatten.ts";
import { joinNamedFiles, type NamedFile } from "../../core/run/named-files.ts";
import type { ParamValue } from "../../core/run/run.ts";
import { curveNames, curvesOf, type DvcCurve, readCurves } from "./dvc-plots.ts";
import { isDvclives } from "./dvclive.ts";
import { folderOf, importedRun } from "./imported-run.ts";
import { isObject } from "./json.ts";
import { readMetricsFile } from "./metrics-file.ts";
import { Points } from "./points.ts";
import { parseYamlDump } from "./yaml-dump.ts";

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
        outs: z.array(z.object({ path: z.string() })).default([]),
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
    const document = parseYamlDump(await file.text(LIMITS.maxBytes), file.path, LIMITS);
    const { stages } = parseWith(lockSchema, document, file.path);
    const params = new Map<string, ParamValue>();
    for (const stage of Object.values(stages)) {
      for (const values of Object.values(stage.params)) {
        for (const [name, value] of flattenParams(values, file.path)) params.set(name, value);
      }
    }
    const found = dataOfStages(
      Object.entries(stages).map(([name, { deps, outs }]) => ({
        name,
        deps: deps.filter(({ path, md5 }) => md5 !== undefined && !CODE.test(path)),
        outs: outs.map(({ path }) => path),
      })),
    );
    const data = found.flatMap(({ dependency, role }) => dataOf(dependency, role, file.path));
    return [importedRun(file.path, { params, data })];
  },
};

function dataOf(
  { path, md5, size, nfiles }: z.infer<typeof dependencySchema>,
  role: DataVersion["role"],
  source: string,
): readonly DataVersion[] {
  const name = posix.join(posix.dirname(source), path);
  if (md5 === undefined || name.length > 1024) return [];
  const version: DataVersion = {
    name,
    scheme: "dvc",
    id: `md5:${md5}`,
    bytes: size ?? 0,
    files: nfiles ?? 1,
    strength: "B",
    role,
    source,
  };
  return [version];
}

/**
 * A `.dvc` pointer counts as data of the run where what it points to is there, as `dvc pull` leaves it; its path says what for, or
 * else it is training data.
 */
export const dvcPointer: Importer = {
  name: "dvc-pointer",
  scope: "any",
  paths: /[^/]\.dvc$/,
  detect: () => true,
  read: async (file) => {
    const pointer = readDvcPointer(parseYamlDump(await file.text(LIMITS.maxBytes), file.path, LIMITS));
    if (pointer === undefined || !(await isThere(file, pointer.path))) return [];
    const { path, md5, bytes, files } = pointer;
    if (CODE.test(path)) return [];
    const role = roleInPath(posix.join(folderOf(file.path), path)) ?? "training";
    const data = dataOf({ path, md5, size: bytes, nfiles: files }, role, file.path);
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
/** At the top, plots may also be one object of ids. */
const drawnSchema = z.preprocess(
  (value) => (isObject(value) ? Object.entries(value).map(([id, drawn]) => ({ [id]: drawn })) : value),
  namedSchema,
);
const pipelineSchema = z.object({
  metrics: namedSchema,
  plots: drawnSchema,
  stages: z
    .record(z.string(), z.object({ wdir: z.string().default("."), metrics: namedSchema, plots: drawnSchema }))
    .default({}),
});

/**
 * The metrics files that `dvc.yaml` names, and the curves of its plots, where the run wrote them. Names that are templates
 * (`${…}`) are passed over.
 */
export const dvcPipeline: Importer = {
  name: "dvc-metrics",
  scope: "any",
  paths: /(^|\/)dvc\.yaml$/,
  detect: () => true,
  read: async (file, context) => [await readNamed(file, await readPipeline(file), context)],
};

/**
 * The files that a pipeline names as metrics or draws, but for DVCLive's own, by their paths in the folder that is searched.
 * Raises what reading it raises.
 */
export async function namedByPipeline(file: ImportFile): Promise<readonly string[]> {
  const { paths, curves } = await readPipeline(file);
  const all = [...paths, ...curves.map(({ path }) => path)];
  return all.filter((path) => !isDvclives(path)).map((path) => posix.join(folderOf(file.path), path));
}

/** A history asks for a pipeline's files before it reads the pipeline. */
const pipelines = new WeakMap<ImportFile, Promise<Named>>();

function readPipeline(file: ImportFile): Promise<Named> {
  const named = pipelines.get(file) ?? parsePipeline(file);
  pipelines.set(file, named);
  return named;
}

async function parsePipeline(file: ImportFile): Promise<Named> {
  const document = parseYamlDump(await file.text(LIMITS.maxBytes), file.path, LIMITS);
  const pipeline = parseWith(pipelineSchema, document ?? {}, file.path);
  const parts = [{ ...pipeline, wdir: "." }, ...Object.values(pipeline.stages)];
  const inside = (wdir: string) => (path: string) => posix.join(wdir, path);
  const paths = parts.flatMap(({ wdir, metrics }) => metrics.flatMap(nameOf).map(inside(wdir)));
  const curves = parts.flatMap(({ wdir, plots }) =>
    plots
      .flatMap(curvesOf)
      .filter(({ path }) => !path.includes("${"))
      .map((curve) => ({ ...curve, path: posix.join(wdir, curve.path) })),
  );
  return { paths: [...new Set(paths)], curves };
}

function nameOf(entry: string | Readonly<Record<string, unknown>>): readonly string[] {
  const [name] = typeof entry === "string" ? [entry] : Object.keys(entry);
  return name === undefined || name.includes("${") ? [] : [name];
}

interface Named {
  readonly paths: readonly string[];
  readonly curves: readonly DvcCurve[];
}

type Part = Pick<ImportedRun, "measurements" | "problems" | "partial">;

/** A file that cannot be read is told, and the others stay. */
async function readNamed(
  file: ImportFile,
  { paths, curves }: Named,
  { since }: ImportContext,
): Promise<ImportedRun> {
  const find = async (path: string) => {
    if (isDvclives(path)) return undefined;
    const named = await file.near(path);
    return named === undefined || (since !== null && named.modified <= since) ? undefined : named;
  };
  const attempt = async (read: () => Promise<Part>) => {
    try {
      return await read();
    } catch (error) {
      if (!(error instanceof PedigreeError)) throw error;
      return { measurements: [], problems: [error], partial: true };
    }
  };
  const parts: Part[] = [];
  const points = new Points();
  const take = (path: string, part: Part): NamedFile => {
    const before = points.list.length;
    points.addAll(part.measurements);
    parts.push(part);
    return { path, measurements: points.list.slice(before) };
  };
  const files: NamedFile[] = [];
  for (const path of paths) {
    const named = points.isCut ? undefined : await find(path);
    if (named !== undefined) files.push(take(path, await attempt(() => readMetricsFile(named))));
  }
  // A metrics file that is drawn as well tells the same.
  const told = new Set(parts.flatMap((part) => part.measurements.map(({ metric }) => metric)));
  const name = curveNames(curves);
  const undrawn = curves.filter((curve) => !told.has(name(curve)));
  for (const [path, own] of Map.groupBy(undrawn, (curve) => curve.path)) {
    const named = points.isCut ? undefined : await find(path);
    if (named !== undefined) take(path, await attempt(() => readCurves(named, own, name)));
  }
  const inFiles = files.reduce((sum, { measurements }) => sum + measurements.length, 0);
  return importedRun(file.path, {
    measurements: joinNamedFiles(files).concat(points.list.slice(inFiles)),
    problems: [...parts.flatMap(({ problems }) => problems), ...points.problems(file.path)],
    partial: points.isCut || parts.some(({ partial }) => partial),
  });
}
