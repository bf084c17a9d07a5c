import { posix } from "node:path";
import { PedigreeError } from "../../core/errors.ts";
import type { ImportContext, ImportedRun, Importer, ImportFile } from "../../core/ports/importer.ts";
import { attempt } from "./attempt.ts";
import { readDvclivePlots } from "./dvclive-plots.ts";
import { folderOf, importedRun, MAX_TEXT_BYTES } from "./imported-run.ts";
import { isObject, parseJson } from "./json.ts";
import { Collector, readNumber } from "./measurements.ts";
import { importParams, MAX_PARAMS_BYTES } from "./params.ts";
import { Points } from "./points.ts";
import type { RecordForm } from "./records.ts";
import { readTable } from "./tables.ts";

const MAX_DEPTH = 16;

const MARKER = /(^|\/)dvclive\/metrics\.json$/;

/** Whether a file of a pipeline is DVCLive's own: read there, it would be told without its curve and by another name. */
export function isDvclives(path: string): boolean {
  return MARKER.test(path) || /(^|\/)dvclive\/plots\/metrics(\/|$)/.test(path);
}

/**
 * A DVCLive folder: the newest values in `metrics.json`, curves in `plots/metrics/NAME.tsv`, parameters in `params.yaml`, and
 * what it draws with scikit-learn or is given to draw.
 * Names are joined by `/`, as DVCLive is given them. Its measurements of the machine stand under `system/` and count when they are asked for.
 */
export const dvclive: Importer = {
  name: "dvclive",
  scope: "written by the run",
  paths: MARKER,
  detect: () => true,
  read: async (file, context) => [await readFolder(file, context)],
};

async function readFolder(file: ImportFile, { since, machine = false }: ImportContext): Promise<ImportedRun> {
  const problems: PedigreeError[] = [];
  const curves = new Points();
  let partial = false;
  const files = await file.folder();
  for (const plot of files) {
    const name = plotName(posix.relative(folderOf(file.path), plot.path));
    if (name === undefined || (isMachine(name) && !machine)) continue;
    const column = posix.basename(name);
    const run = await readTable(plot, "", formOfPlot(column));
    for (const measurement of run.measurements) curves.add({ ...measurement, metric: name });
    problems.push(...run.problems);
    partial ||= run.partial;
    if (curves.isCut) break;
  }
  const drawn = new Set(curves.list.map(({ metric }) => metric));
  const final = await readFinal(file);
  problems.push(...curves.problems(file.path), ...final.problems);
  const drawings = await readDvclivePlots(folderOf(file.path), files, since);
  problems.push(...drawings.problems);
  const params = await attempt(file, problems, () => readParams(file), undefined);
  return importedRun(file.path, {
    measurements: [
      ...curves.list,
      ...final.measurements.filter(({ metric }) => !drawn.has(metric) && (machine || !isMachine(metric))),
    ],
    params: params ?? new Map(),
    plots: drawings.plots,
    partial: partial || curves.isCut || final.partial || drawings.problems.length > 0 || params === undefined,
    problems,
  });
}

async function readParams(file: ImportFile): Promise<ImportedRun["params"]> {
  const params = await file.near("params.yaml");
  return params === undefined ? new Map() : importParams(await params.text(MAX_PARAMS_BYTES), params.path);
}

function plotName(path: string): string | undefined {
  return /^plots\/metrics\/(.+)\.tsv$/.exec(path)?.[1];
}

/**
 * DVCLive writes the step, perhaps a timestamp, and the metric in the column that has its name, which may be that of an axis elsewhere, as
 * `epoch` is. One that is called `step` takes the column of the steps, so that rows are counted.
 */
function formOfPlot(column: string): RecordForm {
  const times = column === "timestamp" ? [] : ["timestamp"];
  const step = column === "step" ? undefined : "step";
  return { step, times, value: undefined, names: [], metrics: [column], words: [], splits: [] };
}

const isMachine = (metric: string) => metric.startsWith("system/");

async function readFinal(file: ImportFile) {
  const document = parseJson(await file.text(MAX_TEXT_BYTES), file.path);
  if (!isObject(document)) {
    throw new PedigreeError("SCHEMA_MISMATCH", "file cannot be imported", {
      subject: file.path,
      expected: "an object of metrics",
    });
  }
  const { step: _, ...metrics } = document;
  const collector = new Collector(file.path);
  addAll(collector, metrics, []);
  return collector.imported();
}

function addAll(collector: Collector, metrics: Record<string, unknown>, names: readonly string[]): void {
  for (const [name, found] of Object.entries(metrics)) {
    const path = [...names, name];
    const metric = path.join("/");
    const value = readNumber(found);
    if (value !== undefined) collector.add({ metric, step: null, time: null, value }, metric);
    else if (isObject(found) && path.length < MAX_DEPTH) addAll(collector, found, path);
    else collector.problem(metric, "a number", found);
  }
}
