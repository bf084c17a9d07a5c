import { posix } from "node:path";
import type { PedigreeError } from "../../core/errors.ts";
import type { ImportedRun, Importer, ImportFile } from "../../core/ports/importer.ts";
import type { Measurement } from "../../core/run/measurement.ts";
import type { ParamValue } from "../../core/run/run.ts";
import { compareSteps } from "../../core/tracking/rules.ts";
import { attempt } from "./attempt.ts";
import { folderOf, headText, importedRun, MAX_TEXT_BYTES, unreadableRest } from "./imported-run.ts";
import { isObject } from "./json.ts";
import { linesIn } from "./lines.ts";
import { Collector, readNumber } from "./measurements.ts";
import { aboutMlflow, isUsedTag, mlflowGroup, ownTags } from "./mlflow-about.ts";
import { readInputs } from "./mlflow-datasets.ts";
import { Points } from "./points.ts";
import { parseYaml } from "./yaml.ts";

/** MLflow's own limit of a parameter is 6,000 characters, of a tag 8,000. */
const MAX_VALUE_BYTES = 64 * 1024;

/** A run of MLflow's file store: `mlruns/EXPERIMENT/RUN/{meta.yaml,metrics/,params/,tags/,inputs/}`. */
export const mlflowFiles: Importer = {
  name: "mlflow-files",
  scope: "written by the run",
  paths: /(^|\/)[0-9a-f]{32}\/meta\.yaml$/,
  detect: (_, head) => /^run_(id|uuid): /m.test(headText(head)) && /^lifecycle_stage: /m.test(headText(head)),
  read: async (file) => {
    const meta = parseYaml(await file.text(MAX_VALUE_BYTES), file.path);
    if (!isObject(meta) || meta.lifecycle_stage === "deleted") return [];
    return [await readRun(file, meta)];
  },
};

async function readRun(meta: ImportFile, run: Record<string, unknown>): Promise<ImportedRun> {
  const id = posix.basename(folderOf(meta.path));
  const files = await meta.folder();
  const parts: Parts = { points: new Points(), params: new Map(), tags: new Map(), problems: [] };
  const { points, params, tags, problems } = parts;
  for (const file of files) await attempt(file, problems, () => readPart(meta, file, parts), undefined);
  const inputs = await readInputs(meta, files);
  const experiment = await attempt(meta, problems, () => experimentOf(meta), null);
  problems.push(...points.problems(meta.path), ...inputs.problems);
  return importedRun(meta.path, {
    group: mlflowGroup(run.run_name, id),
    label: typeof run.run_name === "string" ? run.run_name : "",
    measurements: points.list,
    params,
    tags: ownTags(tags),
    data: inputs.data,
    problems,
    partial: problems.length > 0,
    about: aboutMlflow({
      id,
      tags,
      name: typeof run.run_name === "string" ? run.run_name : null,
      experiment,
      status: typeof run.status === "number" || typeof run.status === "string" ? String(run.status) : null,
      startedAt: typeof run.start_time === "number" ? run.start_time : null,
      finishedAt: typeof run.end_time === "number" ? run.end_time : null,
    }),
  });
}

interface Parts {
  readonly points: Points;
  readonly params: Map<string, ParamValue>;
  readonly tags: Map<string, string>;
  readonly problems: PedigreeError[];
}

/** One file holds one metric, one parameter or one tag: what it is says the folder, and its name is the key. */
async function readPart(
  meta: ImportFile,
  file: ImportFile,
  { points, params, tags, problems }: Parts,
): Promise<void> {
  const [kind, ...rest] = posix.relative(folderOf(meta.path), file.path).split("/");
  const key = rest.join("/");
  if (key === "" || key.length > 250) return;
  if (kind === "metrics" && !points.isCut) {
    const read = readMetric(await file.text(MAX_TEXT_BYTES), key, file.path);
    points.addAll(read.measurements);
    problems.push(...read.problems);
  } else if (kind === "params") params.set(key, (await file.text(MAX_VALUE_BYTES)).slice(0, 8192));
  else if (kind === "tags" && isUsedTag(key)) tags.set(key, await file.text(MAX_VALUE_BYTES));
}

/** Runs of one experiment come one after the other, so that what tells its name is seldom another text than the last. */
let lastExperiment: { readonly text: string; readonly name: string | null } | undefined;

/** The folder of the experiment tells its name, where it is within what is searched. */
async function experimentOf(meta: ImportFile): Promise<string | null> {
  const file = await meta.near("../meta.yaml");
  if (file === undefined) return null;
  const text = await file.text(MAX_VALUE_BYTES);
  if (text !== lastExperiment?.text) lastExperiment = { text, name: experimentName(text, file.path) };
  return lastExperiment.name;
}

function experimentName(text: string, subject: string): string | null {
  const experiment = parseYaml(text, subject);
  return isObject(experiment) && typeof experiment.name === "string" ? experiment.name : null;
}

const LINE = /^(-?\d{1,16}) (\S+)(?: (-?\d{1,16}))?(?: \S+ \S+)?$/;

const pointOf = ({ step, time, value }: Measurement) => ({ step: step ?? 0, time: time ?? 0, value });

/** `TIMESTAMP VALUE [STEP [DATASET DIGEST]]` on each line. A last line without its end may be cut and does not count. */
export function readMetric(text: string, metric: string, subject: string) {
  const collector = new Collector(subject);
  const end = text.lastIndexOf("\n") + 1;
  let number = 0;
  const path = () => `line ${number}`;
  for (const line of end === 0 ? [] : linesIn(text.slice(0, end - 1))) {
    number += 1;
    const [, time, found, step = "0"] = LINE.exec(line) ?? [];
    const value = readNumber(found);
    if (value === undefined) collector.problem(path, "a time, a value and a step", line);
    else collector.add({ metric, step: Number(step), time: Number(time), value }, path);
    if (collector.isCut) break;
  }
  const imported = collector.imported();
  const measurements = imported.measurements.toSorted((a, b) => compareSteps(pointOf(a), pointOf(b)));
  const { problems } = imported;
  if (end === text.length || collector.isCut) return { measurements, problems };
  const cut = unreadableRest(subject, {
    path: `line ${number + 1}`,
    expected: "a whole line",
    found: `${text.length - end} characters without an end`,
  });
  return { measurements, problems: [...problems, cut] };
}
