import { PedigreeError } from "../../core/errors.ts";
import { describeValue } from "../../core/parse.ts";
import type { Measurement } from "../../core/run/measurement.ts";

/** What an importer found: what could be read, and what could not, each with file, place, expected and found. */
export interface Imported {
  readonly measurements: readonly Measurement[];
  readonly problems: readonly PedigreeError[];
}

/** A file with a thousand bad lines is told in a few of them. */
export const MAX_PROBLEMS = 10;

/** Columns that count steps, best first; those of them that are not chosen are no metrics either. */
const STEP_COLUMNS = ["step", "global_step", "iteration", "iter", "epoch"];
const TIME_COLUMNS = ["time", "timestamp", "_timestamp", "wall_time"];
const FORBIDDEN = new Set(["__proto__", "constructor", "prototype"]);

/** Where in a file something stands; a function where there are many and only few are told. */
export type Path = string | (() => string);

/** Collects the measurements and problems of one file. */
export class Collector {
  readonly #subject: string;
  readonly #measurements: Measurement[] = [];
  readonly #problems: PedigreeError[] = [];
  #hidden = 0;

  constructor(subject: string) {
    this.#subject = subject;
  }

  add(measurement: Measurement, path: Path): void {
    const { metric } = measurement;
    if (metric.length === 0 || metric.length > 250 || FORBIDDEN.has(metric)) {
      this.problem(path, "a metric's name of 1 to 250 characters", metric);
    } else this.#measurements.push(measurement);
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

  imported(): Imported {
    if (this.#hidden === 0) return { measurements: this.#measurements, problems: this.#problems };
    const rest = new PedigreeError("SCHEMA_MISMATCH", "metrics cannot be read", {
      subject: this.#subject,
      found: `${this.#hidden} more problems of this kind`,
    });
    return { measurements: this.#measurements, problems: [...this.#problems, rest] };
  }
}

// A literal within a function makes a new expression whenever it is reached, which is more than the cell that it reads.
const NUMBER = /^[+-]?(\d+\.?\d*|\.\d+)([eE][+-]?\d+)?$/;
const NO_NUMBER = /^([+-]?)(nan|inf|infinity)$/i;
const BLANK = /^\s*(NA|N\/A|null|None|-)?\s*$/;

/**
 * A number, or one of the usual spellings of NaN and the infinities; undefined for anything else, also for digits beyond
 * what a double holds: they would be an infinity that nobody wrote.
 */
export function readNumber(value: unknown): number | undefined {
  if (typeof value === "number") return value;
  if (typeof value !== "string") return undefined;
  const text = value.trim();
  if (NUMBER.test(text)) return finite(Number(text));
  const word = NO_NUMBER.exec(text);
  if (word?.[2] === undefined) return undefined;
  if (word[2].toLowerCase() === "nan") return Number.NaN;
  return word[1] === "-" ? Number.NEGATIVE_INFINITY : Number.POSITIVE_INFINITY;
}

/** Whether a text is meant as a number, be it one that cannot be read. */
export function isNumeric(value: unknown): boolean {
  return readNumber(value) !== undefined || (typeof value === "string" && NUMBER.test(value.trim()));
}

function finite(number: number): number | undefined {
  return Number.isFinite(number) ? number : undefined;
}

/** Blank cells and the words for "not measured in this row". */
export function isBlank(value: unknown): boolean {
  return value === null || value === undefined || (typeof value === "string" && BLANK.test(value));
}

/** Which of a row's columns hold the step and the time. */
export function findAxes(columns: readonly string[]): {
  step: string | undefined;
  time: string | undefined;
  rest: readonly string[];
} {
  const step = STEP_COLUMNS.find((name) => columns.includes(name));
  const time = TIME_COLUMNS.find((name) => columns.includes(name));
  return { step, time, rest: columns.filter((name) => !STEP_COLUMNS.includes(name) && name !== time) };
}

/** Whether a column holds times. */
export function isTime(column: string): boolean {
  return TIME_COLUMNS.includes(column);
}

/** Milliseconds since 1970 from seconds, milliseconds or an ISO text; null where there is none. */
export function readTime(value: unknown): number | null {
  const number = readNumber(value);
  if (number !== undefined) {
    if (!Number.isFinite(number) || number < 0) return null;
    // Seconds have ten digits until the year 2286, milliseconds thirteen.
    return Math.round(number < 1e11 ? number * 1000 : number);
  }
  const parsed = typeof value === "string" ? Date.parse(value) : Number.NaN;
  return Number.isNaN(parsed) ? null : parsed;
}
