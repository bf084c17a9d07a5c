import { PedigreeError } from "../../core/errors.ts";
import { describeValue } from "../../core/parse.ts";
import type { Measurement } from "../../core/run/measurement.ts";
import { isDecimal, numberOf } from "../../core/run/number-text.ts";
import { namedColumns, nameOf, pickColumns } from "./column-names.ts";
import { Points } from "./points.ts";
import { Splits } from "./splits.ts";

/** What an importer found: what could be read, and what could not, each with file, place, expected and found. */
export interface Imported {
  readonly measurements: readonly Measurement[];
  readonly problems: readonly PedigreeError[];
  /** Whether there were more points than are read. */
  readonly partial: boolean;
}

/** A file with a thousand bad lines is told in a few of them. */
export const MAX_PROBLEMS = 10;

/** Columns that count steps, best first; those of them that are not chosen are no metrics either. */
const STEP_COLUMNS = ["step", "global_step", "iteration", "iter", "epoch"];
/** Columns that mean instants, best first; they are no metrics, whatever they hold. */
const INSTANT_COLUMNS = ["timestamp", "_timestamp", "wall_time"];
/** An instant in some files, and in others how long something took or has been going on, which is a metric. */
const TIME_COLUMN = "time";
const TIME_COLUMNS = [...INSTANT_COLUMNS, TIME_COLUMN];
const AXES: ReadonlySet<string> = new Set([...STEP_COLUMNS, ...TIME_COLUMNS]);
const FORBIDDEN = new Set(["__proto__", "constructor", "prototype"]);

const MAX_NAME = 250;
const EXPECTED_NAME = `a metric's name of 1 to ${MAX_NAME} characters`;

/** Where in a file something stands; a function where there are many and only few are told. */
export type Path = string | (() => string);

/** Collects the measurements and problems of one file. */
export class Collector {
  readonly #subject: string;
  readonly #points = new Points();
  readonly times = new TimeColumns();
  readonly #splits = new Splits(wordOf);
  readonly #problems: PedigreeError[] = [];
  #hidden = 0;
  readonly #passed: [string, string, unknown][] = [];

  constructor(subject: string) {
    this.#subject = subject;
  }

  add(measurement: Measurement, path: Path): void {
    const { metric } = measurement;
    if (metric.length === 0 || metric.length > MAX_NAME || FORBIDDEN.has(metric)) {
      this.problem(path, EXPECTED_NAME, metric);
    } else this.#points.add(measurement);
  }

  /** Tells of which parts of the data the row is whose measurements are added next, by the columns that say so. */
  split(columns: readonly string[], read: (column: string) => unknown): void {
    this.#splits.mark(columns, read, this.#points.list.length);
  }

  /** Whether there is no room for more: the rest need not be read. */
  get isCut(): boolean {
    return this.#points.isCut;
  }

  /** `field` is the part of what stands at the path, such as a cell of a row. */
  problem(path: Path, expected: string, found: unknown, field?: string): void {
    if (this.#problems.length >= MAX_PROBLEMS) {
      this.#hidden += 1;
      return;
    }
    const place = typeof path === "string" ? path : path();
    this.#problems.push(
      new PedigreeError("SCHEMA_MISMATCH", "metrics cannot be read", {
        subject: this.#subject,
        path: field === undefined ? place : `${place}: ${field}`,
        expected,
        found: describeValue(found),
      }),
    );
  }

  /** What is no metric, and no trouble beside others; of a file that holds nothing else it is told. */
  passOver(path: Path, expected: string, found: unknown): void {
    if (this.#points.list.length === 0 && this.#passed.length < MAX_PROBLEMS)
      this.#passed.push([typeof path === "string" ? path : path(), expected, found]);
  }

  imported(): Imported {
    if (this.#points.list.length === 0) for (const passed of this.#passed.splice(0)) this.problem(...passed);
    const measurements = this.#named(this.#splits.apart(this.#points.list));
    const problems = [...this.#problems, ...this.#more(), ...this.#points.problems(this.#subject)];
    return { measurements, problems, partial: this.isCut };
  }

  /** A word before its name may make a metric's name too long. */
  #named(points: readonly Measurement[]): readonly Measurement[] {
    if (points === this.#points.list) return points;
    const long = new Set(points.map(({ metric }) => metric).filter(({ length }) => length > MAX_NAME));
    for (const metric of long) this.problem(metric.slice(0, 60), EXPECTED_NAME, metric);
    return long.size === 0 ? points : points.filter(({ metric }) => !long.has(metric));
  }

  #more(): readonly PedigreeError[] {
    if (this.#hidden === 0) return [];
    const found = `${this.#hidden} more problems of this kind`;
    return [
      new PedigreeError("SCHEMA_MISMATCH", "metrics cannot be read", { subject: this.#subject, found }),
    ];
  }
}

const BLANK = /^\s*(NA|N\/A|null|None|-)?\s*$/;

/** A number, or the text of one (`core/run/number-text.ts`); undefined for anything else. */
export function readNumber(value: unknown): number | undefined {
  if (typeof value === "number") return value;
  if (typeof value === "bigint") return Number(value);
  return typeof value === "string" ? numberOf(value.trim()) : undefined;
}

/** Whether a text is meant as a number, be it one that cannot be read. */
export function isNumeric(value: unknown): boolean {
  return readNumber(value) !== undefined || (typeof value === "string" && isDecimal(value.trim()));
}

/** Whether a value says what a measurement is about, as the name of a model does, and is none; digits that cannot be read are no word. */
export function isWord(value: unknown): boolean {
  return typeof value === "boolean" || (typeof value === "string" && !isNumeric(value));
}

/** What a cell says in words; undefined where it says nothing, or a number. */
function wordOf(cell: unknown): string | undefined {
  return typeof cell === "string" && isWord(cell) && !isBlank(cell) ? cell.trim() : undefined;
}

/** Blank cells and the words for "not measured in this row". */
export function isBlank(value: unknown): boolean {
  return value === null || value === undefined || (typeof value === "string" && BLANK.test(value));
}

/** Which of a row's columns hold the step, and which may hold the time, best first; their names may be in letters of any size. */
export function findAxes(columns: readonly string[]): {
  step: string | undefined;
  times: readonly string[];
  rest: readonly string[];
} {
  const named = namedColumns(columns, AXES);
  const [step] = pickColumns(named, STEP_COLUMNS);
  const times = pickColumns(named, TIME_COLUMNS);
  return { step, times, rest: columns.filter((column) => !AXES.has(nameOf(column))) };
}

/** Whether a column may hold times. */
export function isTime(column: string): boolean {
  return TIME_COLUMNS.includes(nameOf(column));
}

/**
 * What the columns of one file hold that may be times. The first value of a column that tells decides for all of the file, so that
 * a curve does not change its meaning halfway, nor while the file grows.
 */
export class TimeColumns {
  readonly #instants = new Map<string, boolean>();

  /** Milliseconds since 1970 from the first of the columns that holds an instant. */
  read(columns: readonly string[], cellOf: (column: string) => unknown): number | null {
    let found: number | null = null;
    for (const column of columns) {
      const time = this.#read(column, cellOf(column));
      if (found === null) found = time;
    }
    return found;
  }

  #read(column: string, value: unknown): number | null {
    const known = this.#instants.get(column);
    if (known === false) return null;
    const time = readTime(value);
    if (known === undefined && (time !== null || Number.isFinite(readNumber(value))))
      this.#instants.set(column, time !== null);
    return time;
  }

  /** The column that holds no instants but a metric as any other; undefined where there is none. */
  measured(columns: readonly string[]): string | undefined {
    return columns.find((column) => nameOf(column) === TIME_COLUMN && this.#instants.get(column) === false);
  }
}

/** From 9 September 2001, when the seconds since 1970 got their tenth digit, until 2100: anything else counts something else. */
const FIRST_INSTANT = 1e12;
const LAST_INSTANT = Date.UTC(2100, 0, 1);
/** A text with a year; of `step 3` the parser of dates makes March 2001. */
const DATED = /\b\d{4}\b/;

/**
 * Milliseconds since 1970 from seconds, milliseconds or the text of a date; null where it is none. Small numbers are no instants of
 * January 1970 but seconds since the training began.
 */
export function readTime(value: unknown): number | null {
  const number = readNumber(value);
  if (number !== undefined) return instantOf(number * 1000) ?? instantOf(number);
  return typeof value === "string" && DATED.test(value) ? instantOf(Date.parse(value)) : null;
}

function instantOf(milliseconds: number): number | null {
  return milliseconds >= FIRST_INSTANT && milliseconds < LAST_INSTANT ? Math.round(milliseconds) : null;
}
