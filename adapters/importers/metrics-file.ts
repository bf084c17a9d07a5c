import type { ImportedRun, Importer, ImportFile } from "../../core/ports/importer.ts";
import { jobFolderOf } from "./hydra.ts";
import { folderOf, importedRun, MAX_TEXT_BYTES, unreadableRest, wholeLines } from "./imported-run.ts";
import { importMetrics } from "./metrics.ts";
import { readTable } from "./tables.ts";

/**
 * Files that scripts write on purpose under the usual names; of `*_results.json` those that are not the Hugging Face Trainer's
 * own. Only names that say that the file holds metrics: a number in any other file may be anything.
 */
export const metricsFile: Importer = {
  name: "metrics-file",
  scope: "written by the run",
  paths:
    /(^|\/)(metrics\.(json|jsonl|ndjson|csv|tsv|ya?ml|toml)|(all|train|eval|test|predict)_results\.json|classification_report\.json)$/,
  detect: () => true,
  read: async (file) => {
    const run = await readMetricsFile(file);
    const job = await jobFolderOf(file);
    return [job === undefined ? { ...run, group: folderOf(file.path), joint: true } : { ...run, group: job }];
  },
};

/** Metrics of a file by its extension. A table's last row without an end, and a last JSON line that is cut, are left out. */
export async function readMetricsFile(file: ImportFile): Promise<ImportedRun> {
  if (/\.[ct]sv$/.test(file.path)) return await readTable(file, "");
  const text = await file.text(MAX_TEXT_BYTES);
  const lines = /\.(jsonl|ndjson)$/.test(file.path);
  if (/\.(ya?ml|toml)$/.test(file.path)) return importWholeLines(file, text);
  // A number at the very end of a text may be cut and still be a number; a JSON text ends with a bracket.
  const imported = importMetrics(text, file.path);
  const cut = lines && text !== "" && !/[}\]]\s*$/.test(text);
  return importedRun(file.path, { ...imported, group: "", partial: imported.partial || cut });
}

function importWholeLines(file: ImportFile, text: string): ImportedRun {
  const subject = file.path;
  const end = wholeLines(file, text);
  const whole = text.slice(0, end);
  if (end === text.length) return importedRun(subject, { group: "", ...importMetrics(whole, subject) });
  const rest = unreadableRest(subject, {
    path: `line ${whole.split("\n").length}`,
    expected: "whole lines",
    found: `${text.length - end} characters of a line without its end`,
  });
  if (whole.trim() === "") return importedRun(subject, { group: "", problems: [rest], partial: true });
  const { measurements, problems } = importMetrics(whole, subject);
  return importedRun(subject, { group: "", measurements, problems: [...problems, rest], partial: true });
}
