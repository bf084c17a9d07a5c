import { PedigreeError } from "../errors.ts";

/** MLflow's limits (`mlflow/utils/validation.py`); clients cut their batches by them. */
export const MAX_BATCH_METRICS = 1_000;
export const MAX_BATCH_PARAMS = 100;
export const MAX_BATCH_TAGS = 100;
export const MAX_KEY_LENGTH = 250;
export const MAX_PARAM_LENGTH = 6_000;
export const MAX_TAG_LENGTH = 8_000;
export const MAX_EXPERIMENT_TAG_LENGTH = 20_000;
export const MAX_EXPERIMENT_NAME_LENGTH = 500;
export const MAX_SEARCH_RUNS = 50_000;
export const MAX_CURVE_PAGE = 25_000;

const KEY = /^[/\p{L}\p{N}_.\- :]*$/u;
/** Parts of a metric, `auc/slice=female` and `auc/fold=0`, need the sign that MLflow lacks. */
const METRIC_KEY = /^[/\p{L}\p{N}_.\- :=]*$/u;

/**
 * Checks the key of a metric, parameter or tag: what MLflow allows, because its file store makes a path of it, and `=` in
 * metrics. TRACKING_INVALID says what is wrong.
 */
export function checkKey(kind: "metric" | "parameter" | "tag", key: string): string {
  const problem = problemOfKey(kind, key);
  if (problem === undefined) return key;
  throw new PedigreeError("TRACKING_INVALID", `invalid ${kind} name`, {
    subject: JSON.stringify(key.slice(0, 100)),
    expected: problem,
  });
}

function problemOfKey(kind: "metric" | "parameter" | "tag", key: string): string | undefined {
  if (key.length > MAX_KEY_LENGTH) return `at most ${MAX_KEY_LENGTH} characters`;
  if (kind === "metric" && !METRIC_KEY.test(key)) return "letters, digits and _ - . : = / and spaces only";
  if (kind !== "metric" && !KEY.test(key)) return "letters, digits and _ - . : / and spaces only";
  const parts = key.split("/");
  return parts.some((part) => part === "" || part === "." || part === "..")
    ? "a name that is itself when read as a path"
    : undefined;
}

/** Checks how many entries a request brings. */
export function checkCount(what: string, count: number, most: number): void {
  if (count <= most) return;
  throw new PedigreeError("TRACKING_INVALID", `a batch can hold at most ${most} ${what}`, {
    found: String(count),
    remedy: "split it across several requests",
  });
}

/** Each parameter once in a request: two values of one key have no order. */
export function checkDistinct(keys: readonly string[]): void {
  const twice = keys.find((key, index) => keys.indexOf(key) !== index);
  if (twice === undefined) return;
  throw new PedigreeError("TRACKING_INVALID", "duplicate parameter keys have been submitted", {
    subject: twice,
  });
}

/** Text that every store keeps as it is, cut as MLflow's servers cut long values. */
export function storable(text: string, most: number): string {
  return text.slice(0, most).toWellFormed();
}
