import { isBlank } from "./measurements.ts";

const DECIMAL_COMMA = /^[-+]?\d+,\d+([eE][-+]?\d+)?$/;

/** Of percent, or with commas between groups of three digits. */
const MARKED = /^[-+]?(\d+|\d{1,3}(,\d{3})+)([.,]\d+)?\s?%$|^[-+]?\d{1,3}(,\d{3})+(\.\d+)?$/;

/** A cell of a table with this separator as text of a number: a comma is a decimal one where semicolons stand between cells. */
export function withPoint(cell: string, separator: string): string {
  return separator === ";" && DECIMAL_COMMA.test(cell.trim()) ? cell.replace(",", ".") : cell;
}

/** What a column of numbers should hold where all of its cells are written in a way that is not read. */
export const PLAIN_NUMBERS = "numbers with a decimal point, without % and without commas (0.85, 1000)";

/**
 * The columns of a table whose cells all look like numbers with a sign of percent or with commas. They may mean several things, so that
 * nothing is read of them; but they are no words either.
 */
export class MarkedColumns {
  readonly #separator: string;
  /** By its place the first cell of a column; null where another one is none of these numbers. */
  readonly #cells = new Map<number, string | null>();

  constructor(separator: string) {
    this.#separator = separator;
  }

  add(at: number, cell: string | undefined): void {
    const before = this.#cells.get(at);
    if (before === null || cell === undefined || isBlank(cell)) return;
    this.#cells.set(at, this.#isMarked(cell.trim()) ? (before ?? cell) : null);
  }

  #isMarked(cell: string): boolean {
    // Between tabs a decimal comma needs no quotes either, but there group commas stand as often.
    return MARKED.test(cell) || (this.#separator === "\t" && DECIMAL_COMMA.test(cell));
  }

  /** The first cell of such a column; undefined for any other one. */
  cellOf(at: number): string | undefined {
    return this.#cells.get(at) ?? undefined;
  }
}
