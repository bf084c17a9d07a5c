import { namedColumns, nameOf, pickColumns } from "./column-names.ts";
import { isObject } from "./json.ts";
import { type Collector, findAxes, isBlank, isWord, type Path, readNumber } from "./measurements.ts";
import { splitsOf } from "./splits.ts";

/** What the fields of a record are for. A table has one form for all of its rows. */
export interface RecordForm {
  readonly step: string | undefined;
  /** Fields that may hold the time, best first. */
  readonly times: readonly string[];
  /** The field of a long record that holds its one number, and those that may name it, best first. */
  readonly value: string | undefined;
  readonly names: readonly string[];
  readonly metrics: readonly string[];
  /** Fields that say what the record is about. */
  readonly words: readonly string[];
  /** Those of them that tell rows of training and validation apart, best first. */
  readonly splits: readonly string[];
}

/** Fields that name what is measured wherever `value` stands beside them, and those that do so where they hold words. */
const NAMES = ["metric", "key"];
const WORD_NAMES = ["name", "tag"];
const LONG_FIELDS: ReadonlySet<string> = new Set(["value", ...NAMES, ...WORD_NAMES]);

/** The form of a record with fields of these names, some of which hold words. */
export function formOf(fields: readonly string[], hasWords: (field: string) => boolean): RecordForm {
  const { step, times, rest } = findAxes(fields);
  const named = namedColumns(fields, LONG_FIELDS);
  const value = named.get("value");
  const words = rest.filter(hasWords);
  const metrics = words.length === 0 ? rest : rest.filter((field) => !hasWords(field));
  return { step, times, value, names: namesOf(named, hasWords), metrics, words, splits: splitsOf(words) };
}

function namesOf(
  named: ReadonlyMap<string, string>,
  hasWords: (field: string) => boolean,
): readonly string[] {
  const value = named.get("value");
  if (value === undefined) return [];
  const words = hasWords(value) ? [] : pickColumns(named, WORD_NAMES).filter(hasWords);
  return [...pickColumns(named, NAMES), ...words];
}

/** Whether a column of words may have a meaning for the numbers beside it: it names what is measured, or of which part of the data. */
export function isTelling(column: string): boolean {
  return [...NAMES, ...WORD_NAMES].includes(nameOf(column)) || splitsOf([column]).length > 0;
}

/** Deeper rows are a mistake. */
const MAX_DEPTH = 16;

/**
 * Adds one row of a log, wide (`{"step": 1, "loss": 0.5}`) or long (`{"metric": "loss", "value": 0.5, "step": 1}`).
 * Objects in it are read under dotted names, and words say what the row is about. `position` stands in for a missing step.
 */
export function addRecord(collector: Collector, row: Record<string, unknown>, place: Place): void {
  const fields = Object.values(row).some(isObject) ? Object.fromEntries(flatFields(row, "", 1)) : row;
  const form = formOf(Object.keys(fields), (name) => isWord(fields[name]));
  if (form.words.length > 0)
    collector.passOver(place.path, "a number beside words", Object.values(fields).find(isWord));
  addFields(collector, form, (name) => fields[name], place);
}

function flatFields(
  row: Record<string, unknown>,
  above: string,
  depth: number,
): readonly (readonly [string, unknown])[] {
  return Object.entries(row).flatMap(([name, value]) =>
    isObject(value) && depth < MAX_DEPTH
      ? flatFields(value, `${above}${name}.`, depth + 1)
      : [[`${above}${name}`, value] as const],
  );
}

interface Place {
  readonly path: Path;
  readonly position: number;
}

/**
 * The same where the form is known: `read` gives undefined for a field that the record does not have. Makes nothing but what
 * is collected, for there may be half a million cells in a mebibyte.
 */
export function addFields(
  collector: Collector,
  form: RecordForm,
  read: (name: string) => unknown,
  place: Place,
): void {
  const step = readStep(collector, form.step === undefined ? undefined : read(form.step), place);
  if (step === undefined) return;
  const time = collector.times.read(form.times, read);
  collector.split(form.splits, read);
  const name = form.value === undefined ? undefined : nameIn(form.names, read);
  if (form.value !== undefined && typeof name === "string") {
    const value = readCell(collector, name, read(form.value), place);
    if (value !== undefined) collector.add({ metric: name, step, time, value }, place.path);
    return;
  }
  for (const metric of form.metrics) {
    const value = readCell(collector, metric, read(metric), place);
    if (value !== undefined) collector.add({ metric, step, time, value }, place.path);
  }
  const measured = collector.times.measured(form.times);
  const value = measured === undefined ? undefined : readNumber(read(measured));
  if (measured !== undefined && value !== undefined)
    collector.add({ metric: measured, step, time, value }, place.path);
}

/** What the first of the fields holds that holds anything. */
function nameIn(names: readonly string[], read: (name: string) => unknown): unknown {
  for (const name of names) {
    const found = read(name);
    if (found !== undefined && found !== null) return found;
  }
  return undefined;
}

function readStep(collector: Collector, value: unknown, { path, position }: Place): number | undefined {
  if (isBlank(value)) return position;
  const step = readNumber(value);
  if (step !== undefined && Number.isFinite(step)) return step;
  collector.problem(path, "a finite step", value);
  return undefined;
}

function readCell(collector: Collector, metric: string, value: unknown, place: Place): number | undefined {
  if (isBlank(value)) return undefined;
  const number = readNumber(value);
  if (number === undefined) collector.problem(place.path, "a number", value, metric);
  return number;
}
