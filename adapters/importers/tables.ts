import type { ImportedRun, Importer, ImportFile } from "../../core/ports/importer.ts";
import { attempt } from "./attempt.ts";
import { importCsv } from "./csv.ts";
import {
  folderOf,
  headText,
  importedRun,
  MAX_TEXT_BYTES,
  unreadableRest,
  wholeLines,
} from "./imported-run.ts";
import { importParams, MAX_PARAMS_BYTES } from "./params.ts";
import type { RecordForm } from "./records.ts";

/**
 * Lightning's `CSVLogger`: `lightning_logs/version_0/metrics.csv`, blank where a metric was not logged in a row, and the
 * parameters in `hparams.yaml` beside it.
 */
export const lightningCsv: Importer = {
  name: "lightning-csv",
  scope: "written by the run",
  paths: /(^|\/)version_\d+\/metrics\.csv$/,
  detect: (_, head) => columnsOf(headText(head)).includes("step"),
  read: async (file) => [await withHparams(file, await readTable(file, folderOf(file.path)))],
};

async function withHparams(table: ImportFile, run: ImportedRun): Promise<ImportedRun> {
  const file = await table.near("hparams.yaml");
  if (file === undefined) return run;
  const problems = [...run.problems];
  const params = await attempt(file, problems, () => readHparams(file), run.params);
  return { ...run, params, problems };
}

/** Lightning writes objects of Python into it, too; with such a one none of the parameters can be read. */
async function readHparams(file: ImportFile): Promise<ImportedRun["params"]> {
  const text = await file.text(MAX_PARAMS_BYTES);
  return text.trim() === "" ? new Map() : importParams(text, file.path);
}

/** Keras' `CSVLogger`: a table of any name whose first column is `epoch`, the others sorted, `NA` where nothing was measured. */
export const kerasCsv: Importer = {
  name: "keras-csv",
  scope: "written by the run",
  paths: /\.(csv|log)$/,
  detect: (_, head) => {
    const [first, ...rest] = columnsOf(headText(head));
    const named = rest.some((name) => /^(val_)?loss$/.test(name));
    return first === "epoch" && named && isSorted(rest.filter((name) => !name.startsWith("val_")));
  },
  read: async (file) => [await readTable(file, file.path)],
};

function columnsOf(text: string): readonly string[] {
  const line = /^\uFEFF?([^\r\n]*)\r?\n/.exec(text)?.[1] ?? "";
  return line.split(/[,;\t]/).map((name) => name.trim());
}

function isSorted(names: readonly string[]): boolean {
  return names.every((name, at) => at === 0 || (names[at - 1] ?? "") <= name);
}

/**
 * A table that is being written, or was when the run was killed, may end within a row: that row is left out. `form` says what the columns
 * are for where the format fixes it.
 */
export async function readTable(file: ImportFile, group: string, form?: RecordForm): Promise<ImportedRun> {
  const text = await file.text(MAX_TEXT_BYTES);
  const end = wholeLines(file, text);
  const cut = end < text.length;
  const whole = text.slice(0, end);
  if (!/\n./.test(whole)) return importedRun(file.path, { group, partial: cut });
  const { measurements, problems, partial } = importCsv(whole, file.path, form);
  const rest = unreadableRest(file.path, {
    path: `byte ${Buffer.byteLength(whole)}`,
    expected: "whole rows",
    found: `${text.length - end} characters of a row without its end`,
  });
  return importedRun(file.path, {
    group,
    measurements,
    partial: cut || partial,
    problems: cut ? [...problems, rest] : problems,
  });
}
