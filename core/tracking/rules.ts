import { PedigreeError } from "../errors.ts";
import type {
  CurvePoint,
  CurveSummary,
  Entry,
  LifecycleStage,
  LoggedPoint,
  RunChanges,
} from "../ports/tracking-store.ts";
import { compareText } from "./text.ts";

/** Where a run goes that names no experiment. */
export const DEFAULT_EXPERIMENT = { id: "0", name: "Default" } as const;
/** The tag by which MLflow's clients show and change a run's name. */
export const RUN_NAME_TAG = "mlflow.runName";
/** The tag that holds what people wrote of a run: its description. */
export const NOTE_TAG = "mlflow.note.content";
/** The tag of a run's input that says what the data were used for. */
export const DATASET_CONTEXT_TAG = "mlflow.data.context";

/** What is named and is not there: `unknown("run", id)`. */
export function unknown(
  what: "experiment" | "run" | "tag" | "logged model" | "artifact",
  id: string,
): PedigreeError {
  return new PedigreeError("TRACKING_UNKNOWN", `no such ${what}`, { subject: id });
}

/** A second experiment of a name, also when the first is deleted. */
export function nameTaken(name: string): PedigreeError {
  return new PedigreeError("TRACKING_EXISTS", "an experiment of this name exists", {
    subject: name,
    remedy: "restore it if it is deleted, or choose another name",
  });
}

/** Deleted runs and experiments are not written to. */
export function requireActive(kind: "run" | "experiment", id: string, stage: LifecycleStage): void {
  if (stage === "active") return;
  throw new PedigreeError("TRACKING_INVALID", `the ${kind} must be in the 'active' state`, {
    subject: id,
    found: stage,
    remedy: "restore it first",
  });
}

/** A parameter has one value for ever; the same value again changes nothing. */
export function requireSameParam(owner: string, param: Entry, present: string | undefined): void {
  if (present === undefined || present === param.value) return;
  throw new PedigreeError("TRACKING_INVALID", "changing param values is not allowed", {
    subject: owner,
    path: param.key,
    expected: JSON.stringify(shorten(present)),
    found: JSON.stringify(shorten(param.value)),
  });
}

/** The same of several parameters, which may also contradict each other. */
export function requireSameParams(
  owner: string,
  { params, present }: { readonly params: readonly Entry[]; readonly present: readonly Entry[] },
): void {
  const known = new Map(present.map(({ key, value }) => [key, value]));
  for (const param of params) {
    requireSameParam(owner, param, known.get(param.key));
    known.set(param.key, param.value);
  }
}

function shorten(text: string): string {
  return text.length > 200 ? `${text.slice(0, 199)}…` : text;
}

/** The run's new name, if its tags carry one: the last wins. */
export function nameInTags(tags: readonly Entry[]): string | undefined {
  return tags.findLast(({ key }) => key === RUN_NAME_TAG)?.value;
}

/** The tags that a change of a run's fields brings along. */
export function tagsOfChanges({ name }: RunChanges): readonly Entry[] {
  return name === undefined ? [] : [{ key: RUN_NAME_TAG, value: name }];
}

/** Orders points as a curve does: by time, then step, then value, NaN last. */
export function compareCurvePoints(a: CurvePoint, b: CurvePoint): number {
  return a.time - b.time || a.step - b.step || compareValues(a.value, b.value);
}

/** Whether a point is later than another: by step, then time, then value; NaN is the smallest value. */
export function isLater(a: CurvePoint, b: CurvePoint): boolean {
  if (a.step !== b.step) return a.step > b.step;
  if (a.time !== b.time) return a.time > b.time;
  return Number.isNaN(b.value) ? !Number.isNaN(a.value) : a.value > b.value;
}

/**
 * Orders points as MLflow takes the last one: by step, then time, then value, NaN first. Clients may log later what is of an
 * earlier step, as several processes do that log to one run.
 */
export function compareSteps(a: CurvePoint, b: CurvePoint): number {
  return isLater(a, b) ? 1 : isLater(b, a) ? -1 : 0;
}

function compareValues(a: number, b: number): number {
  if (Number.isNaN(a) || Number.isNaN(b)) return Number(Number.isNaN(a)) - Number(Number.isNaN(b));
  return a < b ? -1 : a > b ? 1 : 0;
}

/** What of a summary does not depend on whether a point was there before. */
export type CurveRange = Omit<CurveSummary, "count">;

/** The summary with one point more. The order of points, and points that come twice, make no difference. */
export function addToSummary(
  summary: CurveRange | undefined,
  { key, step, time, value }: LoggedPoint,
): CurveRange {
  if (summary === undefined) return { key, step, time, value, min: value, max: value };
  const last = isLater({ step, time, value }, summary) ? { step, time, value } : summary;
  return {
    key,
    step: last.step,
    time: last.time,
    value: last.value,
    min: Number.isNaN(summary.min) || value < summary.min ? value : summary.min,
    max: Number.isNaN(summary.max) || value > summary.max ? value : summary.max,
  };
}

/** Entries by key, by code points, each key once: the last wins. */
export function sortEntries(entries: readonly Entry[]): readonly Entry[] {
  const byKey = new Map(entries.map((entry) => [entry.key, entry]));
  return Array.from(byKey.values()).sort((a, b) => compareText(a.key, b.key));
}
