import type { Importer } from "../../core/ports/importer.ts";
import type { Measurement } from "../../core/run/measurement.ts";
import { importedRun } from "./imported-run.ts";
import { Points } from "./points.ts";

/** Lines longer than this are no line of a boosting library. */
const MAX_LINE = 4096;

/**
 * What XGBoost, LightGBM and CatBoost print while they train. Only whole lines of exactly their form count; all else
 * that a program prints is passed over.
 */
export const boostingLog: Importer = {
  name: "boosting-log",
  scope: "written by the run",
  paths: /(^|\/)output\.log$/,
  detect: () => true,
  read: async (file) => {
    const points = new Points();
    for await (const line of linesOf(file.chunks(), file.ended)) {
      points.addAll(readBoostingLine(line));
      if (points.isCut) break;
    }
    const problems = points.problems(file.path);
    return [
      importedRun(file.path, { group: "", measurements: points.list, problems, partial: points.isCut }),
    ];
  },
};

/** The metrics of one line; none where it is another line. */
export function readBoostingLine(line: string): readonly Measurement[] {
  if (line.startsWith("[")) return readXgboost(line) ?? readLightgbm(line) ?? [];
  return readCatboost(line) ?? [];
}

const NUMBER = "[-+]?(?:\\d+\\.?\\d*(?:e[-+]?\\d+)?|nan|inf)";
// A data set's name may hold spaces and dashes. Bounded: any program's rule of dashes is tried as well.
const XGBOOST = new RegExp(`^([^:\\t]{0,100}[^\\s:]-[^\\s:]{1,100}):(${NUMBER})(?:\\+(${NUMBER}))?$`, "i");
const LIGHTGBM = new RegExp(`^(.{1,100})'s ([^:]{1,100}): (${NUMBER})(?: \\+ (${NUMBER}))?$`, "i");
const CATBOOST = new RegExp(`^(learn|test): (${NUMBER})$`, "i");

/** `[0]\ttrain-rmse:0.48123\tval-rmse:0.5`; a cross-validation adds `+0.01`, the deviation. */
function readXgboost(line: string): readonly Measurement[] | undefined {
  return readCells(line, XGBOOST, ([, name = "", value = "", deviation]) => ({ name, value, deviation }));
}

/** `[1]\tvalid_0's l2: 0.24\ttraining's l2: 0.2`; a cross-validation adds ` + 0.01`. Names may hold spaces. */
function readLightgbm(line: string): readonly Measurement[] | undefined {
  return readCells(line, LIGHTGBM, ([, data = "", metric = "", value = "", deviation]) => ({
    name: `${data}-${metric}`,
    value,
    deviation,
  }));
}

interface Cell {
  readonly name: string;
  readonly value: string;
  readonly deviation: string | undefined;
}

function readCells(
  line: string,
  form: RegExp,
  pick: (match: RegExpExecArray) => Cell,
): readonly Measurement[] | undefined {
  const [head = "", ...cells] = line.split("\t");
  const step = /^\[(\d{1,9})\]$/.exec(head)?.[1];
  if (step === undefined || cells.length === 0) return undefined;
  const measurements: Measurement[] = [];
  for (const cell of cells) {
    const match = form.exec(cell);
    if (match === null) return undefined;
    const { name, value, deviation } = pick(match);
    const at = { step: Number(step), time: null };
    measurements.push({ metric: name, value: readNumberText(value), ...at });
    if (deviation !== undefined) {
      measurements.push({ metric: `${name}-std`, value: readNumberText(deviation), ...at });
    }
  }
  return measurements;
}

/** `10:\tlearn: 0.51\ttest: 0.53\tbest: 0.53 (10)\ttotal: 12ms\tremaining: 1s`. */
function readCatboost(line: string): readonly Measurement[] | undefined {
  const [head = "", ...cells] = line.split("\t");
  const step = /^(\d{1,9}):$/.exec(head)?.[1];
  if (step === undefined || !cells.some((cell) => cell.startsWith("total: "))) return undefined;
  return cells.flatMap((cell) => {
    const match = CATBOOST.exec(cell.trim());
    const [, name = "", value = ""] = match ?? [];
    return match === null
      ? []
      : [{ metric: name, step: Number(step), time: null, value: readNumberText(value) }];
  });
}

function readNumberText(text: string): number {
  const word = text.toLowerCase().replace("+", "");
  if (word === "nan" || word === "-nan") return Number.NaN;
  if (word === "inf") return Number.POSITIVE_INFINITY;
  return word === "-inf" ? Number.NEGATIVE_INFINITY : Number(text);
}

/**
 * The whole lines of a text that is read piece by piece. A last line without its end may be cut and is left out, unless what
 * wrote it has ended in order.
 */
export async function* linesOf(chunks: AsyncIterable<Uint8Array>, ended = false): AsyncGenerator<string> {
  const decoder = new TextDecoder();
  let rest = "";
  for await (const chunk of chunks) {
    const lines = (rest + decoder.decode(chunk, { stream: true })).split("\n");
    rest = lines.pop() ?? "";
    for (const line of lines)
      if (line.length <= MAX_LINE) yield line.endsWith("\r") ? line.slice(0, -1) : line;
    if (rest.length > MAX_LINE) rest = rest.slice(0, MAX_LINE + 1);
  }
  if (ended && rest !== "" && rest.length <= MAX_LINE) yield rest;
}
