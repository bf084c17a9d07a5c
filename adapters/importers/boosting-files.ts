import { PedigreeError } from "../../core/errors.ts";
import { describeValue } from "../../core/parse.ts";
import type { ImportedRun, Importer, ImportFile } from "../../core/ports/importer.ts";
import { folderOf, importedRun, MAX_TEXT_BYTES } from "./imported-run.ts";
import { isObject, parseJson } from "./json.ts";
import { Collector, readNumber } from "./measurements.ts";
import { readTable } from "./tables.ts";

/**
 * The `evals_result` of XGBoost and LightGBM, written as JSON: data set → metric → a value per round. Metrics are named as
 * XGBoost prints them, `validation-auc`.
 */
export const evalsResult: Importer = {
  name: "evals-result",
  scope: "written by the run",
  paths: /(^|\/)evals?_results?\.json$/,
  detect: (_, head) => head.includes(0x5b),
  read: async (file) => [await readEvals(file)],
};

async function readEvals(file: ImportFile): Promise<ImportedRun> {
  const document = parseJson(await file.text(MAX_TEXT_BYTES), file.path);
  const collector = new Collector(file.path);
  for (const [data, metrics] of entriesOf(document, file.path, "")) {
    for (const [metric, values] of entriesOf(metrics, file.path, data)) {
      const name = `${data}-${metric}`;
      if (!Array.isArray(values)) {
        collector.problem(name, "a list of numbers", values);
        continue;
      }
      for (const [step, found] of values.entries()) {
        const value = readNumber(found);
        if (value === undefined) collector.problem(`${name}[${step}]`, "a number", found);
        else collector.add({ metric: name, step, time: null, value }, name);
        if (collector.isCut) break;
      }
    }
  }
  return importedRun(file.path, collector.imported());
}

function entriesOf(value: unknown, subject: string, path: string): readonly [string, unknown][] {
  if (isObject(value)) return Object.entries(value);
  throw new PedigreeError("SCHEMA_MISMATCH", "file cannot be imported", {
    subject,
    path,
    expected: "data sets, with metrics, with lists of numbers",
    found: describeValue(value),
  });
}

/** CatBoost's `catboost_info/{learn,test}_error.tsv`, as `learn-Logloss` and `test-Logloss`. */
export const catboost: Importer = {
  name: "catboost",
  scope: "written by the run",
  paths: /(^|\/)catboost_info\/(learn|test)_error\.tsv$/,
  detect: (_, head) => Buffer.from(head.subarray(0, 5)).toString("latin1") === "iter\t",
  read: async (file) => {
    const run = await readTable(file, folderOf(file.path));
    const part = file.path.endsWith("/learn_error.tsv") ? "learn" : "test";
    const measurements = run.measurements.map((one) => ({ ...one, metric: `${part}-${one.metric}` }));
    return [{ ...run, measurements }];
  },
};
