import { PedigreeError } from "../../core/errors.ts";
import { describeValue } from "../../core/parse.ts";
import type { Measurement } from "../../core/run/measurement.ts";
import { isDecimal, numberOf } from "../../core/run/number-text.ts";
import { Points } from "./points.ts";

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
const TIME_COLUMNS = ["time", "timestamp", "_timestamp", "wall_time"];
const FORBIDDEN = new Set(["__proto__", "constructor", "prototype"]);

/** Where in a file something stands; a function where there are many and only few are told. */
export type Path = string | (() => string);

/** Collects the measurements and problems of one file. */
export class Collector {
  readonly #subject: string;
  readonly #points = new Points();
  readonly #problems: PedigreeError[] = [];
  #hidden = 0;
  readonly #passed: [string, string, unknown][] = [];

  constructor(subject: string) {
    this.#subject = subject;
  }

  add(measurement: Measurement, path: Path): void {
    const { metric } = measurement;
    if (metric.length === 0 || metric.length > 250 || FORBIDDEN.has(metric)) {
      this.problem(path, "a metric's name of 1 to 250 characters", metric);
    } else this.#points.add(measurement);
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
    const problems = [...this.#problems, ...this.#more(), ...this.#points.problems(this.#subject)];
    return { measurements: this.#points.list, problems, partial: this.isCut };
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
