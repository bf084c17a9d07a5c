import { PedigreeError } from "../../core/errors.ts";
import { Collector, type Imported, isNumeric, isTime } from "./measurements.ts";
import { addRecord } from "./records.ts";

/**
 * Metrics from a table with a header: comma, semicolon or tab, quotes doubled inside quotes. The columns step,
 * global_step, iteration or epoch count; blank cells, `NA` and columns that hold only text are no metrics.
 */
export function importCsv(text: string, subject: string): Imported {
  const source = text.startsWith("\uFEFF") ? text.slice(1) : text;
  const [first, second] = readRows(source, subject);
  if (first === undefined || second === undefined) {
    const found = first === undefined ? "an empty file" : "a header alone";
    throw unreadable(subject, { expected: "a header and at least one row", found });
  }
  const header = first.map((name) => name.trim());
  // The rows are read twice: kept, they would take thirty times the memory of the text.
  const columns = numericColumns(header, readRows(source, subject).drop(1));
  const collector = new Collector(subject);
  let position = 0;
  for (const cells of readRows(source, subject).drop(1)) {
    const path = `row ${position + 2}`;
    if (cells.length > header.length) collector.problem(path, `${header.length} cells`, cells);
    else addRecord(collector, pick(cells, columns), { path, position });
    position += 1;
  }
  return collector.imported();
}

type Column = readonly [at: number, name: string];

function pick(cells: readonly string[], columns: readonly Column[]): Record<string, string> {
  const row: Record<string, string> = Object.create(null);
  for (const [at, name] of columns) row[name] = cells[at] ?? "";
  return row;
}

// A column of words (phase, dataset, run name) describes the rows; `metric` beside `value` names what is measured.
function numericColumns(header: readonly string[], rows: Iterable<readonly string[]>): readonly Column[] {
  const long = header.includes("value");
  const isAxis = (name: string) => isTime(name) || (long && (name === "metric" || name === "key"));
  const named = Array.from(header.entries()).filter(([, name]) => name !== "");
  const open = new Set(named.filter(([, name]) => !isAxis(name)).map(([at]) => at));
  for (const cells of rows) {
    if (open.size === 0) break;
    for (const [at, cell] of cells.entries()) if (open.has(at) && isNumeric(cell)) open.delete(at);
  }
  return named.filter(([at]) => !open.has(at));
}

/** Cells by row, as `readRows` reads them. */
export function parseRows(text: string, subject: string): readonly (readonly string[])[] {
  return Array.from(readRows(text, subject));
}

/** A record keeps no more names of one source (`core/run/merge-sources.ts`). */
const MAX_COLUMNS = 10_000;

/** How many cells a header may promise over all rows, however short the text is. */
const CELLS_OF_ANY_TEXT = 1_000_000;

/**
 * Row by row the cells of a table; quotes may hold separators and line breaks. Rows without any cell are left out. Raises
 * FILE_UNREADABLE for too many columns, and where rows leave out nearly all cells of a wide header: there would be no end
 * of filling them in.
 */
function* readRows(text: string, subject: string): Generator<readonly string[], void> {
  const separator = findSeparator(text.slice(0, text.search(/\r?\n|$/)));
  // A row that is as long as the header has a character for each cell, its separator, so that it never gets to the end.
  let room = Math.max(text.length, CELLS_OF_ANY_TEXT);
  let width: number | undefined;
  for (const cells of splitRows(text, separator)) {
    if (cells.every((value) => value === "")) continue;
    width ??= cells.length;
    room -= width;
    if (width > MAX_COLUMNS)
      throw unreadable(subject, { expected: `at most ${MAX_COLUMNS} columns`, found: `${width} columns` });
    if (room < 0)
      throw unreadable(subject, { expected: "rows as long as their header", found: `${width} columns` });
    yield cells;
  }
}

function unreadable(
  subject: string,
  detail: { readonly expected: string; readonly found: string },
): PedigreeError {
  return new PedigreeError("FILE_UNREADABLE", "file cannot be parsed", { subject, ...detail });
}

function* splitRows(text: string, separator: string): Generator<readonly string[], void> {
  let cells: string[] = [];
  let at = 0;
  while (at < text.length) {
    const cell = text[at] === '"' ? readQuoted(text, at) : readPlain(text, at, separator);
    cells.push(cell.value);
    at = cell.end;
    if (text[at] === separator) {
      if (at + 1 === text.length) cells.push("");
      at += 1;
    } else {
      at += text.startsWith("\r\n", at) ? 2 : 1;
      yield cells;
      cells = [];
    }
  }
  yield cells;
}

interface Cell {
  readonly value: string;
  readonly end: number;
}

function readPlain(text: string, start: number, separator: string): Cell {
  let end = start;
  while (end < text.length && text[end] !== separator && text[end] !== "\n") end += 1;
  const stop = text[end] === "\n" && text[end - 1] === "\r" ? end - 1 : end;
  return { value: text.slice(start, Math.max(start, stop)), end: Math.max(start, stop) };
}

function readQuoted(text: string, start: number): Cell {
  let end = start + 1;
  while (end < text.length) {
    if (text[end] === '"') {
      if (text[end + 1] !== '"') break;
      end += 1;
    }
    end += 1;
  }
  return { value: text.slice(start + 1, end).replaceAll('""', '"'), end: end + 1 };
}

function findSeparator(header: string): string {
  const count = (char: string) => header.split(char).length;
  return count("\t") > 1 ? "\t" : count(";") > count(",") ? ";" : ",";
}
