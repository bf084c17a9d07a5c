import { readColumns } from "./csv-columns.ts";
import { RowReader } from "./csv-rows.ts";
import { Collector, type Imported } from "./measurements.ts";
import { PLAIN_NUMBERS, withPoint } from "./number-cells.ts";
import { addFields, formOf, type RecordForm } from "./records.ts";

/**
 * Metrics from a table with a header: comma, semicolon or tab, quotes doubled inside quotes. The columns step,
 * global_step, iteration or epoch count; blank cells, `NA` and columns that hold only text are no metrics. Between semicolons
 * a comma is a decimal one. `fixed` says what the columns are for where their names do not.
 */
export function importCsv(text: string, subject: string, fixed?: RecordForm): Imported {
  const source = text.startsWith("\uFEFF") ? text.slice(1) : text;
  // The rows are read twice: kept, they would take thirty times the memory of the text.
  const { width, columns, first, words, marked } = readColumns(new RowReader(source, subject), subject);
  const form = fixed ?? formOf(Object.keys(columns), (name) => words.has(name));
  const collector = new Collector(subject);
  const rows = new RowReader(source, subject);
  rows.next();
  let cells = rows.next();
  const cellOf = (name: string) => {
    const at = columns[name];
    return at === undefined ? undefined : withPoint(cells?.[at] ?? "", rows.separator);
  };
  const place = { position: 0, path: () => `row ${place.position + 2}` };
  for (; cells !== undefined && !collector.isCut; cells = rows.next()) {
    if (cells.length > width) collector.problem(place.path, `${width} cells`, cells);
    else addFields(collector, form, cellOf, place);
    place.position += 1;
  }
  for (const { name, cell } of marked) collector.problem(`column ${name}`, PLAIN_NUMBERS, cell);
  const isMeasured = form.metrics.some((name) => name in columns) || collector.times.measured(form.times);
  if (!isMeasured && marked.length === 0)
    collector.problem("row 2", "a number, with a decimal point", first.join(" "));
  return collector.imported();
}
