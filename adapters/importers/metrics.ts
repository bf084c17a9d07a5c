import { PedigreeError } from "../../core/errors.ts";
import { importCsv } from "./csv.ts";
import { isObject, parseJson } from "./json.ts";
import { importJsonLines } from "./jsonl.ts";
import { Collector, type Imported, readNumber } from "./measurements.ts";
import { addRecord } from "./records.ts";

const MAX_DEPTH = 16;

/**
 * Metrics from the text of one file, by its extension: `.json`, `.jsonl`/`.ndjson`, `.csv`/`.tsv`. A file that
 * cannot be read at all raises FILE_UNREADABLE; a part of it that cannot is a problem beside the rest.
 */
export function importMetrics(text: string, subject: string): Imported {
  const extension = /\.([a-z]+)$/i.exec(subject)?.[1]?.toLowerCase();
  switch (extension) {
    case "json":
      return importJsonMetrics(text, subject);
    case "jsonl":
    case "ndjson":
      return importJsonLines(text, subject);
    case "csv":
    case "tsv":
      return importCsv(text, subject);
    default:
      throw new PedigreeError("FILE_UNREADABLE", "file cannot be parsed", {
        subject,
        expected: "metrics in .json, .jsonl, .ndjson, .csv or .tsv",
        found: extension === undefined ? "no extension" : `.${extension}`,
      });
  }
}

/**
 * Metrics from a JSON document: numbers under nested names (`val.auc`), lists of numbers as curves, and lists of
 * rows as JSON lines have them (also under `log_history`, as the Hugging Face Trainer writes it).
 */
export function importJsonMetrics(text: string, subject: string): Imported {
  const document = parseJson(text, subject);
  const collector = new Collector(subject);
  if (Array.isArray(document)) addRows(collector, document, "");
  else if (!isObject(document)) collector.problem("", "an object of metrics or a list of rows", document);
  else if (Array.isArray(document.log_history)) addRows(collector, document.log_history, "log_history");
  else for (const [name, value] of Object.entries(document)) addValue(collector, [name], value);
  return collector.imported();
}

function addRows(collector: Collector, rows: readonly unknown[], path: string): void {
  for (const [position, row] of rows.entries()) {
    const place = `${path}[${position}]`;
    if (isObject(row)) addRecord(collector, row, { path: place, position });
    else collector.problem(place, "an object", row);
  }
}

function addValue(collector: Collector, names: readonly string[], value: unknown): void {
  const metric = names.join(".");
  const number = readNumber(value);
  if (number !== undefined) collector.add({ metric, step: null, time: null, value: number }, metric);
  else if (Array.isArray(value)) addCurve(collector, metric, value);
  else if (!isObject(value))
    collector.problem(metric, "a number, a list of numbers or an object of them", value);
  else if (names.length >= MAX_DEPTH) collector.problem(metric, `at most ${MAX_DEPTH} levels`, value);
  else for (const [name, inner] of Object.entries(value)) addValue(collector, [...names, name], inner);
}

function addCurve(collector: Collector, metric: string, values: readonly unknown[]): void {
  for (const [step, value] of values.entries()) {
    const number = readNumber(value);
    if (number !== undefined) collector.add({ metric, step, time: null, value: number }, metric);
    else if (value !== null) collector.problem(`${metric}[${step}]`, "a number", value);
  }
}
