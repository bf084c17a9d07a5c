import { PedigreeError } from "../../core/errors.ts";

/** A record keeps no more names of one source (`core/run/merge-sources.ts`). */
export const MAX_COLUMNS = 10_000;

/** How many cells a header may promise over all rows, however short the text is. */
const CELLS_OF_ANY_TEXT = 1_000_000;

/**
 * Row by row the cells of a table: comma, semicolon or tab, quotes doubled inside quotes, which may hold separators and line
 * breaks. Rows without any cell are left out. The list of cells is one and the same for all rows, filled anew for each: a table
 * of a mebibyte has half a million rows, and whoever keeps one copies it.
 */
export class RowReader {
  readonly #text: string;
  readonly #subject: string;
  /** What stands between cells, as the first line tells. */
  readonly separator: string;
  readonly #cells: string[] = [];
  #at = 0;
  #width = 0;
  // A row that is as long as the header has a character for each cell, its separator, so that it never gets to the end.
  #room: number;

  constructor(text: string, subject: string) {
    this.#text = text;
    this.#subject = subject;
    this.separator = findSeparator(text.slice(0, text.search(/\r?\n|$/)));
    this.#room = Math.max(text.length, CELLS_OF_ANY_TEXT);
  }

  /**
   * The next row; undefined at the end. Raises FILE_UNREADABLE for too many columns, and where rows leave out nearly all cells of
   * a wide header: there would be no end of filling them in.
   */
  next(): readonly string[] | undefined {
    while (this.#at < this.#text.length) {
      this.#readRow();
      if (this.#cells.every(isEmpty)) continue;
      if (this.#width === 0) this.#width = this.#cells.length;
      this.#room -= this.#width;
      if (this.#room < 0) throw this.#unlike("rows as long as their header", `${this.#width} columns`);
      return this.#cells;
    }
    return undefined;
  }

  #readRow(): void {
    let width = 0;
    for (let more = true; more; width += 1) {
      // Judged before a cell is kept, so that a row of nothing but separators costs nothing.
      if (width === MAX_COLUMNS) throw this.#unlike(`at most ${MAX_COLUMNS} columns`, "more");
      // After a separator at the very end stands one more cell, an empty one.
      this.#cells[width] = this.#text[this.#at] === '"' ? this.#readQuoted() : this.#readPlain();
      more = this.#text[this.#at] === this.separator;
      this.#at += this.#text.startsWith("\r\n", this.#at) ? 2 : 1;
    }
    // Even the same length, set again, would cost a list that grows anew.
    if (this.#cells.length !== width) this.#cells.length = width;
  }

  #readPlain(): string {
    const [start, separator] = [this.#at, this.separator.charCodeAt(0)];
    let end = start;
    for (; end < this.#text.length; end += 1) {
      const unit = this.#text.charCodeAt(end);
      if (unit === separator || unit === LINE_FEED) break;
    }
    const cut = end > start && this.#text[end] === "\n" && this.#text[end - 1] === "\r";
    this.#at = cut ? end - 1 : end;
    return this.#text.slice(start, this.#at);
  }

  /** Piece by piece: to replace a million doubled quotes at once, the engine makes a list of them. */
  #readQuoted(): string {
    let value = "";
    let start = this.#at + 1;
    for (;;) {
      const quote = this.#text.indexOf('"', start);
      const end = quote === -1 ? this.#text.length : quote;
      this.#at = end + 1;
      if (this.#text[end + 1] !== '"') return value + this.#text.slice(start, end);
      value += this.#text.slice(start, end + 1);
      start = end + 2;
    }
  }

  #unlike(expected: string, found: string): PedigreeError {
    return new PedigreeError("FILE_UNREADABLE", "file cannot be parsed", {
      subject: this.#subject,
      expected,
      found,
    });
  }
}

const LINE_FEED = 10;

const isEmpty = (cell: string) => cell === "";

function findSeparator(header: string): string {
  const count = (char: string) => header.split(char).length;
  return count("\t") > 1 ? "\t" : count(";") > count(",") ? ";" : ",";
}

/** The cells of all rows, as `RowReader` reads them. */
export function parseRows(text: string, subject: string): readonly (readonly string[])[] {
  const reader = new RowReader(text, subject);
  const rows: (readonly string[])[] = [];
  for (let cells = reader.next(); cells !== undefined; cells = reader.next()) rows.push(cells.slice());
  return rows;
}
