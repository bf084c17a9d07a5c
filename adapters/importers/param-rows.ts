import { PedigreeError } from "../../core/errors.ts";
import { describeValue } from "../../core/parse.ts";
import { isExactInteger } from "../../core/run/number-text.ts";
import { parseRows } from "./csv-rows.ts";
import { isObject, parseJson } from "./json.ts";
import { readNumber } from "./measurements.ts";

const NAMES = ["name", "key", "param", "parameter"];

/**
 * Parameters in a table: two columns, a name and `value`, or a header of names over one row of values. Numbers and
 * `true` or `false` come back as such, an integer of which a double holds another one as its text. Raises FILE_UNREADABLE
 * for a table of another form.
 */
export function paramsFromTable(text: string, subject: string): Record<string, unknown> {
  const [header = [], ...rows] = parseRows(text.replace(/^\uFEFF/, ""), subject);
  const names = header.map((name) => name.trim());
  const at = names.findIndex((name) => NAMES.includes(name.toLowerCase()));
  const value = names.findIndex((name) => name.toLowerCase() === "value");
  if (at >= 0 && value >= 0) {
    return fromPairs(
      rows.map((row) => [row[at] ?? "", toValue(row[value])]),
      subject,
    );
  }
  const [only] = rows;
  if (only !== undefined && rows.length === 1 && only.length === names.length) {
    return fromPairs(
      names.map((name, column) => [name, toValue(only[column])]),
      subject,
    );
  }
  throw new PedigreeError("FILE_UNREADABLE", "file cannot be parsed", {
    subject,
    expected: "the columns name and value, or names over one row of values",
    found: `${names.length} columns and ${rows.length} rows`,
  });
}

/** Parameters in JSON lines: objects that add to each other, or `{"name": "lr", "value": 0.1}` on each line. */
export function paramsFromLines(text: string, subject: string): Record<string, unknown> {
  const pairs = text.split("\n").flatMap((line, at): readonly (readonly [string, unknown])[] => {
    if (line.trim() === "") return [];
    const row = parseJson(line, subject, { exactly: true });
    if (!isObject(row)) throw unlike(subject, `line ${at + 1}`, row);
    const name = NAMES.map((key) => row[key]).find((found) => typeof found === "string");
    return typeof name === "string" && "value" in row ? [[name, row.value]] : Object.entries(row);
  });
  return fromPairs(pairs, subject);
}

/** One that is told twice is a contradiction. */
function fromPairs(pairs: readonly (readonly [string, unknown])[], subject: string): Record<string, unknown> {
  const seen = new Set<string>();
  for (const [name] of pairs) {
    if (seen.has(name)) throw unlike(subject, name.slice(0, 60), "the same name twice");
    seen.add(name);
  }
  return Object.fromEntries(pairs);
}

function toValue(cell = ""): unknown {
  if (cell === "true" || cell === "false") return cell === "true";
  const number = readNumber(cell);
  const isOther = /^[+-]?\d+$/.test(cell.trim()) && !isExactInteger(cell.trim());
  return number === undefined || isOther ? cell : number;
}

function unlike(subject: string, path: string, value: unknown): PedigreeError {
  return new PedigreeError("FILE_UNREADABLE", "file cannot be parsed", {
    subject,
    path,
    expected: "every parameter once",
    found: describeValue(value),
  });
}
