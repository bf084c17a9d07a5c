import { PedigreeError } from "../../core/errors.ts";
import { describeValue } from "../../core/parse.ts";
import type { ImportedRun, Importer, ImportFile } from "../../core/ports/importer.ts";
import { folderOf, importedRun, MAX_TEXT_BYTES } from "./imported-run.ts";
import { isObject, parseJson } from "./json.ts";
import { importJsonMetrics } from "./metrics.ts";

/**
 * `trainer_state.json` of the Hugging Face Trainer. Each checkpoint holds the history from the start, so the one that
 * came farthest counts.
 */
export const trainerState: Importer = {
  name: "hugging-face-trainer",
  scope: "written by the run",
  paths: /(^|\/)trainer_state\.json$/,
  detect: () => true,
  read: async (file) => [await readState(file)],
};

async function readState(file: ImportFile): Promise<ImportedRun> {
  const text = await file.text(MAX_TEXT_BYTES);
  const state = parseJson(text, file.path);
  if (!isObject(state) || !Array.isArray(state.log_history)) {
    throw new PedigreeError("SCHEMA_MISMATCH", "file cannot be imported", {
      subject: file.path,
      path: "log_history",
      expected: "a list of rows",
      found: describeValue(isObject(state) ? state.log_history : state),
    });
  }
  return importedRun(file.path, {
    group: folderOf(file.path).replace(/(^|\/)checkpoint-\d+$/, ""),
    ...importJsonMetrics(text, file.path),
    progress: typeof state.global_step === "number" ? state.global_step : 0,
    ...totalOf(state.max_steps),
  });
}

/** The Trainer works out `max_steps` also where only epochs were asked for. */
function totalOf(steps: unknown): Pick<ImportedRun, "totalSteps"> {
  return typeof steps === "number" && Number.isSafeInteger(steps) && steps > 0 ? { totalSteps: steps } : {};
}
