import { posix } from "node:path";
import { PedigreeError } from "../../core/errors.ts";
import type { ImportedRun, ImportFile } from "../../core/ports/importer.ts";
import { RowReader } from "./csv-rows.ts";
import { MAX_TEXT_BYTES, wholeLines } from "./imported-run.ts";
import { isObject, parseJson } from "./json.ts";
import { readNumber } from "./measurements.ts";
import { Points } from "./points.ts";

/** One column of a file that `dvc.yaml` draws over another one. */
export interface DvcCurve {
  readonly path: string;
  readonly y: string;
  /** Undefined where rows are counted. */
  readonly x: string | undefined;
}

/** Templates that draw something else than a line over steps (https://dvc.org/doc/user-guide/experiment-management/visualizing-plots). */
const NO_CURVES = /^(confusion|scatter|bar)/;

/**
 * The curves that an entry of `plots:` draws: `loss.csv: {x: step, y: loss}`, or an id with `y: {loss.csv: [train, val]}`.
 * Entries without `y` draw whatever a file holds last, and pictures are no curves: both are passed over.
 */
export function curvesOf(entry: unknown): readonly DvcCurve[] {
  if (!isObject(entry)) return [];
  return Object.entries(entry).flatMap(([id, drawn]) => {
    if (!isObject(drawn) || (typeof drawn.template === "string" && NO_CURVES.test(drawn.template))) return [];
    const files = isObject(drawn.y) ? Object.entries(drawn.y) : [[id, drawn.y] as const];
    return files.flatMap(([path, y]) =>
      namesIn(y).map((name) => ({ path, y: name, x: axisOf(drawn.x, path) })),
    );
  });
}

const namesIn = (value: unknown): readonly string[] =>
  [value].flat().filter((name): name is string => typeof name === "string");

function axisOf(x: unknown, path: string): string | undefined {
  const name = isObject(x) ? x[path] : x;
  return typeof name === "string" ? name : undefined;
}

/**
 * The points of curves that share a file, which is a table, or JSON with a list of rows. A table's last row that may be cut is
 * left out. Raises FILE_UNREADABLE for another form.
 */
export async function readCurves(
  file: ImportFile,
  curves: readonly DvcCurve[],
  nameOf: (curve: DvcCurve) => string,
): Promise<Pick<ImportedRun, "measurements" | "problems" | "partial">> {
  const text = await file.text(MAX_TEXT_BYTES);
  const json = file.path.endsWith(".json");
  const end = json ? text.length : wholeLines(file, text);
  const rows = json ? rowsOfJson(text, file.path) : rowsOfTable(text.slice(0, end), file.path);
  const points = new Points();
  const drawn = curves.map((curve) => ({ ...curve, metric: nameOf(curve) }));
  let at = 0;
  for (const read of rows) {
    for (const { metric, x, y } of drawn) {
      const [value, step] = [readNumber(read(y)), x === undefined ? at : readNumber(read(x))];
      if (value === undefined || step === undefined || !Number.isFinite(step)) continue;
      points.add({ metric, step, time: null, value });
    }
    at += 1;
    if (points.isCut) break;
  }
  return {
    measurements: points.list,
    problems: points.problems(file.path),
    partial: points.isCut || end < text.length,
  };
}

/** The cell of a column in one row. */
type Row = (column: string) => unknown;

/** A row is valid until the next one is asked for. */
function* rowsOfTable(text: string, subject: string): Generator<Row> {
  const reader = new RowReader(text, subject);
  const columns = new Map((reader.next() ?? []).map((name, at) => [name.trim(), at]));
  for (let cells = reader.next(); cells !== undefined; cells = reader.next()) {
    const row = cells;
    yield (column) => row[columns.get(column) ?? row.length];
  }
}

function rowsOfJson(text: string, subject: string): readonly Row[] {
  const document = parseJson(text, subject);
  const list = Array.isArray(document)
    ? document
    : isObject(document)
      ? Object.values(document).find(Array.isArray)
      : undefined;
  if (list !== undefined) return list.filter(isObject).map((row) => (column) => row[column]);
  throw new PedigreeError("FILE_UNREADABLE", "plot cannot be imported", {
    subject,
    expected: "a list of rows",
    found: "another document",
  });
}

/** A curve has the name of its column, and its file's before it where two files have such a column. */
export function curveNames(curves: readonly DvcCurve[]): (curve: DvcCurve) => string {
  const files = Map.groupBy(curves, ({ y }) => y);
  return ({ path, y }) => {
    const shared = new Set(files.get(y)?.map((curve) => curve.path)).size > 1;
    return shared ? `${posix.basename(path, posix.extname(path))}/${y}` : y;
  };
}
