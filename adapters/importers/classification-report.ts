import { formatMetricPart } from "../../core/compare/metric-name.ts";
import { isObject } from "./json.ts";
import { type Collector, readNumber } from "./measurements.ts";

/** A row of scikit-learn's `classification_report`, and what its scorers call the same. */
const COLUMNS = [
  ["precision", "precision"],
  ["recall", "recall"],
  ["f1-score", "f1"],
] as const;
const AVERAGES: ReadonlyMap<string, string> = new Map([
  ["micro avg", "micro"],
  ["macro avg", "macro"],
  ["weighted avg", "weighted"],
  ["samples avg", "samples"],
]);

/** Whether a document is what `classification_report(…, output_dict=True)` gives: rows for classes and averages. */
export function isClassificationReport(document: Readonly<Record<string, unknown>>): boolean {
  const rows = Object.entries(document).filter(([name]) => name !== "accuracy");
  return Object.hasOwn(document, "weighted avg") && rows.every(([, row]) => isRow(row));
}

function isRow(row: unknown): row is Record<string, unknown> {
  return isObject(row) && "support" in row && COLUMNS.every(([column]) => column in row);
}

/**
 * Each class is a slice, `precision/class=setosa`; averages have the names of scikit-learn's scorers, `f1_macro`. `support`
 * is the number of samples.
 */
export function addClassificationReport(
  collector: Collector,
  document: Readonly<Record<string, unknown>>,
): void {
  for (const [name, row] of Object.entries(document)) {
    if (isRow(row)) addRow(collector, name, row);
    else addNumber(collector, name, row);
  }
}

function addRow(collector: Collector, name: string, row: Readonly<Record<string, unknown>>): void {
  const average = AVERAGES.get(name);
  const slice = (base: string) => formatMetricPart({ base, key: "class", value: name });
  for (const [column, metric] of COLUMNS) {
    addNumber(collector, average === undefined ? slice(metric) : `${metric}_${average}`, row[column]);
  }
  if (average === undefined) addNumber(collector, slice("support"), row.support);
  else if (average === "weighted") addNumber(collector, "support", row.support);
}

function addNumber(collector: Collector, metric: string, found: unknown): void {
  const value = readNumber(found);
  if (value === undefined) collector.problem(metric, "a number", found);
  else collector.add({ metric, step: null, time: null, value }, metric);
}
