import { PedigreeError } from "../../core/errors.ts";
import { nameOf } from "./column-names.ts";
import { RowReader } from "./csv-rows.ts";
import { Collector, type Imported, isNumeric, isTime } from "./measurements.ts";
import { addFields, formOf, isNaming, isTelling, type RecordForm } from "./records.ts";

/**
 * Metrics from a table with a header: comma, semicolon or tab, quotes doubled inside quotes. The columns step,
 * global_step, iteration or epoch count; blank cells, `NA` and columns that hold only text are no metrics. `fixed` says what the columns are for
 * where their names do not.
 */
export function importCsv(text: string, subject: string, fixed?: RecordForm): Imported {
  const source = text.startsWith("\uFEFF") ? text.slice(1) : text;
  // The rows are read twice: kept, they would take thirty times the memory of the text.
  const { width, columns, first, words } = readColumns(new RowReader(source, subject), subject);
  const form = fixed ?? formOf(Object.keys(columns), (name) => words.has(name));
  const collector = new Collector(subject);
  const rows = new RowReader(source, subject);
  rows.next();
  let cells = rows.next();
  const cellOf = (name: string) => {
    const at = columns[name];
    return at === undefined ? undefined : (cells?.[at] ?? "");
  };
  const place = { position: 0, path: () => `row ${place.position + 2}` };
  for (; cells !== undefined && !collector.isCut; cells = rows.next()) {
    if (cells.length > width) collector.problem(place.path, `${width} cells`, cells);
    else addFields(collector, form, cellOf, place);
    place.position += 1;
  }
  if (!form.metrics.some((name) => name in columns) && collector.times.measured(form.times) === undefined)
    collector.problem("row 2", "a number, with a decimal point", first.join(" "));
  return collector.imported();
}

interface Columns {
  /** How many columns the header has. */
  readonly width: number;
  /** The cells below it. */
  readonly first: readonly string[];
  /** Where those stand that hold a number, or count, and those of words that may have a meaning; of two of one name the last. */
  readonly columns: Readonly<Record<string, number>>;
  /** The names of those that hold only words. */
  readonly words: ReadonlySet<string>;
}

function readColumns(rows: RowReader, subject: string): Columns {
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
  let cells: readonly string[] | undefined = first;
  for (; cells !== undefined && open.length > 0; cells = rows.next()) removeNumeric(open, cells);
  return { width: header.length, first: kept, ...placeColumns(header, new Set(open)) };
}

function placeColumns(
  header: readonly string[],
  open: ReadonlySet<number>,
): Pick<Columns, "columns" | "words"> {
  const columns: Record<string, number> = Object.create(null);
  const words = new Set<string>();
  for (const [at, name] of header.entries()) if (name !== "" && !open.has(at)) columns[name] = at;
  for (const at of open) {
    const name = header[at] ?? "";
    if (!isTelling(name) || name in columns) continue;
    columns[name] = at;
    words.add(name);
  }
  return { columns, words };
}

/** In place: a list for every row would be more than the text. */
function removeNumeric(open: number[], cells: readonly string[]): void {
  let kept = 0;
  for (const at of open) if (!isNumeric(cells[at])) open[kept++] = at;
  if (kept < open.length) open.length = kept;
}

// A column of words (phase, dataset, run name) describes the rows; `metric` beside `value` names what is measured.
function measuring(header: readonly string[]): number[] {
  const long = header.some((name) => nameOf(name) === "value");
  const isAxis = (name: string) => isTime(name) || (long && isNaming(name));
  return Array.from(header.keys()).filter((at) => {
    const name = header[at] ?? "";
    return name !== "" && !isAxis(name);
  });
}
