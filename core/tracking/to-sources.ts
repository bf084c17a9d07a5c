import type { DataVersion } from "../data/data-version.ts";
import type { AboutRun } from "../ports/importer.ts";
import type { CurvePoint, Entry, TrackedDataset, TrackedRun } from "../ports/tracking-store.ts";
import type { ImportSource } from "../run/import-source.ts";
import type { Measurement } from "../run/measurement.ts";
import { type Redactor, redactDeep } from "../run/redact.ts";
import type { ParamValue } from "../run/run.ts";
import { datasetVersion } from "./dataset-version.ts";
import { compareSteps, DATASET_CONTEXT_TAG, NOTE_TAG } from "./rules.ts";
import { nameRun } from "./run-name.ts";
import { placeTracked, type TrackedPlace } from "./tracked-labels.ts";

/** How the record names what was logged through MLflow's protocol. */
export const TRACKED_FORMAT = "mlflow";

/** A tracked run with its curves by metric. */
export interface TrackedStory {
  readonly run: TrackedRun;
  readonly curves: ReadonlyMap<string, readonly CurvePoint[]>;
}

/**
 * Tracked runs as sources of a record, in the order of `placeTracked`. Names and values are redacted before anything is
 * made of them. What is nested says so, and what had not ended is partial.
 */
export function trackedSources(stories: readonly TrackedStory[], redact: Redactor): readonly ImportSource[] {
  const curves = new Map(stories.map((story) => [story.run.id, story.curves]));
  return placeTracked(stories.map(({ run }) => run)).map((place) =>
    toSource(place, curves.get(place.run.id) ?? new Map(), redact),
  );
}

function toSource(
  { run, group, isNested }: TrackedPlace,
  curves: TrackedStory["curves"],
  redact: Redactor,
): ImportSource {
  const name = redact(group);
  return {
    path: `${TRACKED_FORMAT}/${name}`.slice(0, 1024),
    format: TRACKED_FORMAT,
    ...(isNested ? { nested: true as const } : {}),
    run: {
      group: name,
      params: new Map(run.params.map(({ key, value }) => [key, typedParam(value)])),
      measurements: measurementsOf(curves, redact),
      tags: ownTags(run.tags).map(tagOf),
      data: run.datasets.map((dataset) => toDataVersion(dataset, redact)),
      partial: !hasEnded(run),
      problems: [],
      about: redactDeep(wordsOf(run), redact),
    },
  };
}

/** What people called the run, and wrote of it. */
function wordsOf({ id, name, tags }: TrackedRun): Pick<AboutRun, "name" | "notes"> {
  const notes = tags.find(({ key }) => key === NOTE_TAG)?.value;
  return { ...(name === "" || name === nameRun(id) ? {} : { name }), ...(notes ? { notes } : {}) };
}

/** Whether a client said that the run is over. */
export function hasEnded({ status }: Pick<TrackedRun, "status">): boolean {
  return status !== "RUNNING" && status !== "SCHEDULED";
}

function measurementsOf(curves: TrackedStory["curves"], redact: Redactor): readonly Measurement[] {
  const all: Measurement[] = [];
  for (const [key, points] of curves) {
    const metric = redact(key);
    for (const { step, time, value } of points.toSorted(compareSteps))
      all.push({ metric, step, time, value });
  }
  return all;
}

/** What people say of a run. MLflow's own tags describe the client and its machine; the record has its own words for that. */
export function ownTags(tags: readonly Entry[]): readonly Entry[] {
  return tags.filter(({ key }) => !key.startsWith("mlflow."));
}

/** A record's tags are labels: it cuts longer ones, and leaves out more. */
const TAG = { length: 100, count: 100 };

/** How many tags of a run the record cannot hold whole. */
export function tagsNotWhole({ tags }: TrackedRun): number {
  const own = ownTags(tags).map(tagOf);
  return own.filter((tag, at) => at >= TAG.count || tag.length > TAG.length).length;
}

/** A tag without a value says what it says by being there: `big`, as `--tag big` is recorded. */
function tagOf({ key, value }: Entry): string {
  return value === "" ? key : `${key}=${value}`;
}

const INTEGER = /^-?(?:0|[1-9]\d{0,14})$/;
const DECIMAL = /^-?(?:0|[1-9]\d{0,14})\.(?:0|\d{0,14}[1-9])$/;
const POWER = /^-?\d(?:\.\d{0,14}[1-9])?e[+-]\d{2,3}$/;

/**
 * MLflow keeps every parameter as text. What Python writes for a number or a truth value becomes one again; `1.10` or
 * `007` stay what they are, for they may be names.
 */
export function typedParam(text: string): ParamValue {
  const number = INTEGER.test(text) || DECIMAL.test(text) || POWER.test(text) ? Number(text) : Number.NaN;
  // Of digits beyond what a double holds nothing but the text says what they were.
  if (Number.isFinite(number)) return number;
  if (text === "True" || text === "true") return true;
  if (text === "False" || text === "false") return false;
  return text.slice(0, 8192);
}

function toDataVersion({ name, digest, source, tags }: TrackedDataset, redact: Redactor): DataVersion {
  const context = tags.find(({ key }) => key === DATASET_CONTEXT_TAG)?.value ?? "";
  return datasetVersion({ name: redact(name), digest: redact(digest), source: redact(source), context });
}
