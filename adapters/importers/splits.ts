import type { Measurement } from "../../core/run/measurement.ts";
import { namedColumns, nameOf, pickColumns } from "./column-names.ts";

/** Columns of words that say of which part of the data, or of the training, a row is; best first. */
const SPLITS = ["split", "phase", "mode", "dataset", "stage", "subset"];
const NAMES: ReadonlySet<string> = new Set(SPLITS);
const NONE: readonly string[] = [];

/** Those of the columns of words that tell such parts apart, best first. */
export function splitsOf(words: readonly string[]): readonly string[] {
  return words.length === 0 ? NONE : pickColumns(namedColumns(words, NAMES), SPLITS);
}

interface Column {
  /** From which point on rows have which word; undefined where a row has none. */
  readonly marks: { readonly from: number; readonly word: string | undefined }[];
  readonly words: Set<string>;
}

/**
 * The parts that the rows of one file are of. Rows of training and of validation may measure the same and are two metrics then; whether
 * they do is known when all rows are there.
 */
export class Splits {
  readonly #columns = new Map<string, Column>();
  readonly #wordOf: (cell: unknown) => string | undefined;

  constructor(wordOf: (cell: unknown) => string | undefined) {
    this.#wordOf = wordOf;
  }

  /** Of the row whose first point is the one at `from`. */
  mark(splits: readonly string[], read: (column: string) => unknown, from: number): void {
    if (splits.length === 0 && this.#columns.size === 0) return;
    for (const column of splits) this.#mark(nameOf(column), this.#wordOf(read(column)), from);
    for (const name of this.#columns.keys())
      if (!splits.some((column) => nameOf(column) === name)) this.#mark(name, undefined, from);
  }

  #mark(name: string, word: string | undefined, from: number): void {
    const column = this.#columns.get(name) ?? { marks: [], words: new Set() };
    this.#columns.set(name, column);
    if (column.marks.at(-1)?.word === word) return;
    column.marks.push({ from, word });
    if (word !== undefined) column.words.add(word);
  }

  /** The points; where one column has several words for one metric, with its word before the name of each. */
  apart(points: readonly Measurement[]): readonly Measurement[] {
    for (const name of SPLITS) {
      const column = this.#columns.get(name);
      if (column !== undefined && column.words.size > 1 && isMixed(points, column))
        return withWords(points, column);
    }
    return points;
  }
}

/** The word of each point, for points that are asked for in their order. */
function wordsIn({ marks }: Column): (at: number) => string | undefined {
  let mark = -1;
  return (at) => {
    for (let next = marks[mark + 1]; next !== undefined && next.from <= at; next = marks[mark + 1]) mark += 1;
    return marks[mark]?.word;
  };
}

function isMixed(points: readonly Measurement[], column: Column): boolean {
  const wordAt = wordsIn(column);
  const first = new Map<string, string>();
  return points.some(({ metric }, at) => {
    const word = wordAt(at);
    if (word === undefined) return false;
    const before = first.get(metric);
    if (before === undefined) first.set(metric, word);
    return before !== undefined && before !== word;
  });
}

function withWords(points: readonly Measurement[], column: Column): readonly Measurement[] {
  const wordAt = wordsIn(column);
  return points.map((point, at) => {
    const word = wordAt(at);
    return word === undefined ? point : { ...point, metric: `${word}/${point.metric}` };
  });
}
