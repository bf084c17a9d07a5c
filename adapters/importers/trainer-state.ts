import { PedigreeError } from "../../core/errors.ts";
import { describeValue } from "../../core/parse.ts";
import type { ImportedRun, Importer, ImportFile } from "../../core/ports/importer.ts";
import { folderOf, headText, importedRun, MAX_TEXT_BYTES } from "./imported-run.ts";
import { isObject, parseJson } from "./json.ts";
import { importJsonMetrics } from "./metrics.ts";

/**
 * What the Hugging Face Trainer leaves. `trainer_state.json`: each checkpoint holds the history from the start, so the one that
 * came farthest counts. `*_results.json` of `save_metrics`: the last evaluation, mostly of the best model and later than
 * any state, so that it is the final word on the curves of the history.
 */
export const trainerState: Importer = {
  name: "hugging-face-trainer",
  scope: "written by the run",
  paths: /(^|\/)(trainer_state|(all|train|eval|test|predict)_results)\.json$/,
  detect: (path, head) => isState(path) || SPEED.test(headText(head)),
  read: async (file) => [isState(file.path) ? await readState(file) : await readResults(file)],
};

const isState = (path: string) => path.endsWith("trainer_state.json");

/** The Trainer writes its speed into all results (`speed_metrics`); other programs choose such names as well. */
const SPEED = /"[a-z]+_samples_per_second"/;

async function readResults(file: ImportFile): Promise<ImportedRun> {
  const text = await file.text(MAX_TEXT_BYTES);
  return importedRun(file.path, { group: folderOf(file.path), ...importJsonMetrics(text, file.path) });
}

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
