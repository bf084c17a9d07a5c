import { PedigreeError } from "../../core/errors.ts";
import { Collector, type Imported, isTime, readNumber } from "./measurements.ts";
import { addRecord } from "./records.ts";

/**
 * Metrics from a table with a header: comma, semicolon or tab, quotes doubled inside quotes. The columns step,
 * global_step, iteration or epoch count; blank cells, `NA` and columns that hold only text are no metrics.
 */
export function importCsv(text: string, subject: string): Imported {
  const rows = parseRows(text.startsWith("\uFEFF") ? text.slice(1) : text);
  const header = rows[0]?.map((name) => name.trim());
  if (header === undefined || rows.length < 2) {
    throw new PedigreeError("FILE_UNREADABLE", "file cannot be parsed", {
      subject,
      expected: "a header and at least one row",
      found: header === undefined ? "an empty file" : "a header alone",
    });
  }
  const body = rows.slice(1);
  const columns = numericColumns(header, body);
  const collector = new Collector(subject);
  for (const [index, cells] of body.entries()) {
    const path = `row ${index + 2}`;
    if (cells.length > header.length) collector.problem(path, `${header.length} cells`, cells);
    else addRecord(collector, pick(cells, columns), { path, position: index });
  }
  return collector.imported();
}

function pick(cells: readonly string[], columns: ReadonlyMap<number, string>): Record<string, string> {
  return Object.fromEntries(Array.from(columns, ([at, name]) => [name, cells[at] ?? ""]));
}

// A column of words (phase, dataset, run name) describes the rows; `metric` beside `value` names what is measured.
function numericColumns(
  header: readonly string[],
  rows: readonly (readonly string[])[],
): ReadonlyMap<number, string> {
  const long = header.includes("value");
  const kept = Array.from(header.entries()).filter(
    ([at, name]) =>
      name !== "" &&
      ((long && (name === "metric" || name === "key")) ||
        isTime(name) ||
        rows.some((row) => readNumber(row[at]) !== undefined)),
  );
  return new Map(kept);
}

/** Cells by row; quotes may hold separators and line breaks. Rows without any cell are left out. */
export function parseRows(text: string): readonly (readonly string[])[] {
  const separator = findSeparator(text.slice(0, text.search(/\r?\n|$/)));
  const rows: string[][] = [[]];
  let at = 0;
  while (at < text.length) {
    const cell = text[at] === '"' ? readQuoted(text, at) : readPlain(text, at, separator);
    rows.at(-1)?.push(cell.value);
    at = cell.end;
    if (text[at] === separator) {
      if (at + 1 === text.length) rows.at(-1)?.push("");
      at += 1;
    } else {
      at += text.startsWith("\r\n", at) ? 2 : 1;
      if (at < text.length) rows.push([]);
    }
  }
  return rows.filter((row) => row.some((value) => value !== ""));
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
