import { PedigreeError } from "../../core/errors.ts";
import type { RowReader } from "./csv-rows.ts";
import { isNumeric, isTime } from "./measurements.ts";
import { MarkedColumns, withPoint } from "./number-cells.ts";
import { isTelling } from "./records.ts";

/** What the columns of a table hold, as its header and all of its rows tell. */
export interface Columns {
  /** How many columns the header has. */
  readonly width: number;
  /** The cells below it. */
  readonly first: readonly string[];
  /** Where those stand that hold a number, or count, and those of words that may have a meaning; of two of one name the last. */
  readonly columns: Readonly<Record<string, number>>;
  /** The names of those that hold only words. */
  readonly words: ReadonlySet<string>;
  /** Those that would hold numbers if these were written otherwise, with a cell of each. */
  readonly marked: readonly { readonly name: string; readonly cell: string }[];
}

/** Reads all rows; raises FILE_UNREADABLE where there is none. */
export function readColumns(rows: RowReader, subject: string): Columns {
  const header = rows.next()?.map((name) => name.trim());
  const first = rows.next();
  if (header === undefined || first === undefined) {
    throw new PedigreeError("FILE_UNREADABLE", "file cannot be parsed", {
      subject,
      expected: "a header and at least one row",
      found: header === undefined ? "an empty file" : "a header alone",
    });
  }
  const kept = first.slice();
  const open = measuring(header);
  const marks = new MarkedColumns(rows.separator);
  let cells: readonly string[] | undefined = first;
  for (; cells !== undefined && open.length > 0; cells = rows.next()) {
    removeNumeric(open, cells, rows.separator);
    for (const at of open) marks.add(at, cells[at]);
  }
  return { width: header.length, first: kept, ...placeColumns(header, new Set(open), marks) };
}

function placeColumns(
  header: readonly string[],
  open: ReadonlySet<number>,
  marks: MarkedColumns,
): Pick<Columns, "columns" | "words" | "marked"> {
  const columns: Record<string, number> = Object.create(null);
  const words = new Set<string>();
  for (const [at, name] of header.entries()) if (name !== "" && !open.has(at)) columns[name] = at;
  const marked: Columns["marked"][number][] = [];
  for (const at of open) {
    const [name = "", cell] = [header[at], marks.cellOf(at)];
    if (name in columns) continue;
    if (isTelling(name)) {
      columns[name] = at;
      words.add(name);
    } else if (cell !== undefined) marked.push({ name, cell });
  }
  return { columns, words, marked };
}

/** In place: a list for every row would be more than the text. */
function removeNumeric(open: number[], cells: readonly string[], separator: string): void {
  let kept = 0;
  for (const at of open) if (!isNumeric(withPoint(cells[at] ?? "", separator))) open[kept++] = at;
  if (kept < open.length) open.length = kept;
}

// A column of words (host, run name) describes the rows; times may be words and are none.
function measuring(header: readonly string[]): number[] {
  return Array.from(header.keys()).filter((at) => {
    const name = header[at] ?? "";
    return name !== "" && !isTime(name);
  });
}
