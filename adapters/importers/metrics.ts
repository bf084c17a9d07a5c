import { PedigreeError } from "../../core/errors.ts";
import { addClassificationReport, isClassificationReport } from "./classification-report.ts";
import { importCsv } from "./csv.ts";
import { isObject, parseJson } from "./json.ts";
import { importJsonLines } from "./jsonl.ts";
import { Collector, type Imported, isBlank, isWord, readNumber } from "./measurements.ts";
import { addRecord } from "./records.ts";
import { parseToml } from "./toml.ts";
import { parseYamlDump } from "./yaml-dump.ts";

const MAX_DEPTH = 16;

/** YAML of metrics is written by a script and may be long; nested so deep it is a mistake. */
const YAML_LIMITS = { maxBytes: 1024 * 1024, maxDepth: 32 };

/**
 * Metrics from the text of one file, by its extension: `.json`, `.jsonl`/`.ndjson`, `.csv`/`.tsv`, `.yaml`/`.yml`, `.toml`. A file that
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
    case "yaml":
    case "yml":
      return importDocument(parseYamlDump(text, subject, YAML_LIMITS), subject);
    case "toml":
      return importDocument(parseToml(text, subject), subject);
    default:
      throw new PedigreeError("FILE_UNREADABLE", "file cannot be parsed", {
        subject,
        expected: "metrics in .json, .jsonl, .ndjson, .csv, .tsv, .yaml, .yml or .toml",
        found: extension === undefined ? "no extension" : `.${extension}`,
      });
  }
}

/** Metrics from a JSON document. */
export function importJsonMetrics(text: string, subject: string): Imported {
  return importDocument(parseJson(text, subject), subject);
}

/**
 * Metrics from plain data: numbers under nested names (`val.auc`), lists of numbers as curves, and lists of
 * rows as JSON lines have them (also under `log_history`, as the Hugging Face Trainer writes it). A classification report
 * of scikit-learn is read as such.
 */
function importDocument(document: unknown, subject: string): Imported {
  const collector = new Collector(subject);
  if (Array.isArray(document)) addRows(collector, document, "");
  else if (!isObject(document)) collector.problem("", "an object of metrics or a list of rows", document);
  else if (Array.isArray(document.log_history)) addRows(collector, document.log_history, "log_history");
  else if (isClassificationReport(document)) addClassificationReport(collector, document);
  else
    for (const name of Object.keys(document)) addValue(collector, { metric: name, depth: 1 }, document[name]);
  return collector.imported();
}

function addRows(collector: Collector, rows: readonly unknown[], path: string): void {
  const place = { position: 0, path: () => `${path}[${place.position}]` };
  for (const row of rows) {
    if (isObject(row)) addRecord(collector, row, place);
    else collector.problem(place.path, "an object", row);
    place.position += 1;
    if (collector.isCut) return;
  }
}

const EXPECTED = "a number, a list of numbers or an object of them";

function addValue(collector: Collector, place: { metric: string; depth: number }, value: unknown): void {
  const { metric, depth } = place;
  const number = readNumber(value);
  if (number !== undefined) collector.add({ metric, step: null, time: null, value: number }, metric);
  else if (Array.isArray(value)) addCurve(collector, metric, value);
  else if (isBlank(value) || isWord(value)) collector.passOver(metric, EXPECTED, value);
  else if (!isObject(value)) collector.problem(metric, EXPECTED, value);
  else if (depth >= MAX_DEPTH) collector.problem(metric, `at most ${MAX_DEPTH} levels`, value);
  else
    for (const name of Object.keys(value))
      addValue(collector, { metric: `${metric}.${name}`, depth: depth + 1 }, value[name]);
}

function addCurve(collector: Collector, metric: string, values: readonly unknown[]): void {
  let step = 0;
  const path = () => `${metric}[${step}]`;
  for (const value of values) {
    const number = readNumber(value);
    if (number !== undefined) collector.add({ metric, step, time: null, value: number }, metric);
    else if (value !== null) collector.problem(path, "a number", value);
    step += 1;
    if (collector.isCut) return;
  }
}
