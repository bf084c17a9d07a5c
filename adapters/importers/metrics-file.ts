import type { ImportedRun, Importer, ImportFile } from "../../core/ports/importer.ts";
import { importedRun, MAX_TEXT_BYTES } from "./imported-run.ts";
import { importMetrics } from "./metrics.ts";
import { readTable } from "./tables.ts";

/** Files that scripts write on purpose under the usual names; `*_results.json` is the Hugging Face Trainer's. */
export const metricsFile: Importer = {
  name: "metrics-file",
  scope: "written by the run",
  paths: /(^|\/)(metrics\.(json|jsonl|ndjson|csv|tsv)|(all|train|eval|test)_results\.json)$/,
  detect: () => true,
  read: async (file) => [await readMetricsFile(file)],
};

/** Metrics of a file by its extension. A table's last row without an end, and a last JSON line that is cut, are left out. */
export async function readMetricsFile(file: ImportFile): Promise<ImportedRun> {
  if (/\.[ct]sv$/.test(file.path)) return await readTable(file, "");
  const text = await file.text(MAX_TEXT_BYTES);
  const lines = /\.(jsonl|ndjson)$/.test(file.path);
  // A number at the very end of a text may be cut and still be a number; a JSON text ends with a bracket.
  const { measurements, problems } = importMetrics(text, file.path);
  const partial = lines && text !== "" && !/[}\]]\s*$/.test(text);
  return importedRun(file.path, { group: "", measurements, problems, partial });
}
