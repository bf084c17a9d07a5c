import type { ModelName } from "../names.ts";
import type { Principal } from "../policy/principal.ts";
import type { Model } from "../registry/model.ts";
import type { Version } from "../registry/version.ts";
import { isHardwareMetric } from "../run/hardware.ts";
import { decodeMetric, type MetricValue } from "../run/metric.ts";
import type { ParamValue, Run } from "../run/run.ts";
import { hasPlaceholder } from "./placeholder.ts";

/** Rows of one table of the card; what goes beyond is counted, and stands in `run.json` beside the card. */
const MAX_ROWS = 100;

export interface CardSubject {
  readonly name: ModelName;
  readonly model: Model | null;
  readonly version: Version;
  readonly run: Run;
  /** The version before, when there is one. */
  readonly previous?: { readonly version: number; readonly run: Run };
  /** The GitHub server of the training repository, `https://github.com` unless told otherwise. */
  readonly server?: string;
}

interface Rows<T> {
  readonly rows: readonly T[];
  readonly omitted: number;
}

interface NamedChange {
  readonly name: string;
  readonly before: string;
  readonly after: string;
}

/** All that `templates/model-card.md.hbs` shows: raw text and numbers, in a fixed order. */
export interface CardView {
  readonly name: string;
  readonly version: number;
  readonly task: string | null;
  readonly tags: readonly string[];
  readonly owners: readonly string[];
  readonly run: Pick<Run, "id" | "experiment" | "startedAt">;
  readonly commit: string;
  readonly repository: string;
  readonly workflow: string;
  readonly workflowUrl: string;
  readonly artifact: Version["provenance"]["artifact"];
  /** The command as it was given, null where the run wrapped none. */
  readonly command: string | null;
  readonly environment: {
    readonly os: string;
    readonly cpu: string;
    readonly gpus: string;
    readonly runtimes: string;
  };
  readonly resources: Run["resources"];
  readonly data: Rows<Run["data"][number]>;
  /** What training began with, null where the run does not say so. */
  readonly baseModels: string | null;
  /** Training data for the front matter; empty where it is too long a list to be repeated there. */
  readonly trainingData: readonly Pick<Run["data"][number], "name" | "scheme" | "id">[];
  /** Data of the evaluation if the run names some, else all: what `model-index` calls the dataset. */
  readonly dataset: { readonly name: string; readonly revision: string } | null;
  readonly params: Rows<{ readonly name: string; readonly value: string }>;
  readonly metrics: Rows<{ readonly name: string; readonly value: MetricValue }>;
  /** Finite metrics with plain names only: the front matter's `model-index` can hold no others. */
  readonly results: readonly { readonly name: string; readonly value: number }[];
  readonly files: Rows<Version["files"][number]>;
  readonly changes: CardChanges | null;
}

export interface CardChanges {
  readonly version: number;
  readonly params: Rows<NamedChange>;
  readonly data: Rows<NamedChange>;
  readonly metrics: Rows<{
    readonly name: string;
    readonly before: MetricValue | null;
    readonly after: MetricValue | null;
  }>;
  readonly none: boolean;
}

/** Metrics of the evaluation alone, or with what was measured of the machine: cards had both once. */
export type MetricScope = "evaluation" | "everything";

/** What a new version's card is filled with; everything that only people can say stays a placeholder. */
export function cardView(subject: CardSubject, scope: MetricScope = "evaluation"): CardView {
  const { name, model, version, run, previous, server = "https://github.com" } = subject;
  const { provenance } = version;
  const metrics = byName(metricsOf(run, scope)).map(([metric, { last }]) => ({ name: metric, value: last }));
  return {
    name,
    version: version.version,
    task: model?.task || null,
    tags: model?.tags ?? [],
    owners: (model?.owners ?? []).map(principalText),
    run: { id: run.id, experiment: run.experiment, startedAt: run.startedAt },
    commit: provenance.commit,
    repository: provenance.repository.fullName,
    workflow: provenance.workflow,
    workflowUrl: `${server}/${provenance.repository.fullName}/actions/runs/${provenance.runId}`,
    artifact: provenance.artifact,
    command: run.command?.line || null,
    environment: environmentOf(run),
    resources: run.resources,
    data: limit(run.data),
    baseModels: run.baseModels === undefined ? null : run.baseModels.join(", ") || "none",
    trainingData: trainingDataOf(run),
    dataset: datasetOf(run),
    params: limit(byName(run.params).map(([param, value]) => ({ name: param, value: paramText(value) }))),
    metrics: limit(metrics),
    results: metrics
      .map(({ name: metric, value }) => ({ name: metric, value: decodeMetric(value) }))
      .filter(({ name: metric, value }) => Number.isFinite(value) && isWritable(metric))
      .slice(0, MAX_ROWS),
    files: limit(version.files),
    changes: previous === undefined ? null : changesBetween(previous, run, scope),
  };
}

/** What the machine did is no result of the model. */
function metricsOf({ metrics }: Run, scope: MetricScope): Run["metrics"] {
  if (scope === "everything") return metrics;
  return Object.fromEntries(Object.entries(metrics).filter(([name]) => !isHardwareMetric(name)));
}

function environmentOf({ environment }: Run): CardView["environment"] {
  const runtimes = byName(environment.runtimes).map(([runtime, version]) => `${runtime} ${version}`);
  return {
    os: `${environment.os} ${environment.architecture}`,
    cpu: `${environment.cpu.model}, ${environment.cpu.cores} cores`,
    gpus: environment.gpus.map(({ name }) => name).join(", "),
    runtimes: runtimes.join(", "),
  };
}

function trainingDataOf({ data }: Run): CardView["trainingData"] {
  const training = data.filter(({ role }) => role === "training");
  const isListed = training.length <= MAX_ROWS && training.every(({ name, id }) => isWritable(name, id));
  return isListed ? training.map(({ name, scheme, id }) => ({ name, scheme, id })) : [];
}

/** Characters that are shown as something else, so that a name with them would not be the run's any more. */
const UNSHOWN = /[\p{C}\p{Zl}\p{Zp}\p{Default_Ignorable_Code_Point}\u2800]|<!--/u;

/** Whether names can stand in the front matter as they are; the tables of the card and `run.json` hold the others. */
function isWritable(...names: readonly string[]): boolean {
  return names.every((name) => name === name.trim() && !UNSHOWN.test(name) && !hasPlaceholder(name));
}

function datasetOf({ data }: Run): CardView["dataset"] {
  const chosen = data.find(({ role }) => role === "evaluation") ?? data[0];
  return chosen === undefined || !isWritable(chosen.name, chosen.id)
    ? null
    : { name: chosen.name, revision: chosen.id };
}

function changesBetween(
  previous: { readonly version: number; readonly run: Run },
  run: Run,
  scope: MetricScope,
): CardChanges {
  const before = previous.run;
  const params = changed(textOf(before.params, paramText), textOf(run.params, paramText));
  const data = changed(
    new Map(before.data.map((item) => [item.name, item.id])),
    new Map(run.data.map((item) => [item.name, item.id])),
  );
  const [metricsBefore, metricsNow] = [metricsOf(before, scope), metricsOf(run, scope)];
  const names = [...new Set([...Object.keys(metricsBefore), ...Object.keys(metricsNow)])].sort();
  const metrics = names
    .map((name) => ({
      name,
      before: metricsBefore[name]?.last ?? null,
      after: metricsNow[name]?.last ?? null,
    }))
    .filter((row) => row.before !== row.after);
  return {
    version: previous.version,
    params: limit(params),
    data: limit(data),
    metrics: limit(metrics),
    none: params.length + data.length + metrics.length === 0,
  };
}

function changed(before: ReadonlyMap<string, string>, after: ReadonlyMap<string, string>): NamedChange[] {
  return [...new Set([...before.keys(), ...after.keys()])]
    .sort()
    .map((name) => ({ name, before: before.get(name) ?? "none", after: after.get(name) ?? "none" }))
    .filter((row) => row.before !== row.after);
}

function textOf<T>(
  values: Readonly<Record<string, T>>,
  show: (value: T) => string,
): ReadonlyMap<string, string> {
  return new Map(Object.entries(values).map(([name, value]) => [name, show(value)]));
}

function paramText(value: ParamValue): string {
  return value === null ? "null" : String(value);
}

function principalText(principal: Principal): string {
  return "team" in principal ? principal.team : principal.user;
}

function byName<T>(values: Readonly<Record<string, T>>): [string, T][] {
  return Object.entries(values).sort(([a], [b]) => (a < b ? -1 : a > b ? 1 : 0));
}

function limit<T>(rows: readonly T[]): Rows<T> {
  return { rows: rows.slice(0, MAX_ROWS), omitted: Math.max(0, rows.length - MAX_ROWS) };
}
