import { parquetReadObjects } from "hyparquet";
import { parquetWriteBuffer } from "hyparquet-writer";
import { PedigreeError } from "../../core/errors.ts";
import type { CurveFiles } from "../../core/ports/curve-files.ts";
import type { CurvePoint, Curves } from "../../core/run/metric.ts";

/** More points than this in one file are refused when reading: about 200 MB of memory. */
export const MAX_CURVE_POINTS = 5_000_000;

interface Row {
  readonly metric: string;
  readonly step: number;
  readonly time: Date | null | undefined;
  readonly value: number;
}

/**
 * Curves as one Parquet table: `metric` (text), `step` (double), `time` (UTC milliseconds or null), `value` (double;
 * NaN and infinities as they are). Rows of one metric stand together, in the order in which they were recorded.
 */
export function encodeCurves(curves: Curves): Uint8Array {
  const rows = Array.from(curves).flatMap(([metric, points]) =>
    points.map((point) => ({ metric, ...point })),
  );
  const buffer = parquetWriteBuffer({
    columnData: [
      { name: "metric", data: rows.map((row) => row.metric), type: "STRING", nullable: false },
      { name: "step", data: rows.map((row) => row.step), type: "DOUBLE", nullable: false },
      {
        name: "time",
        data: rows.map((row) => (row.time === null ? null : new Date(row.time))),
        type: "TIMESTAMP",
        nullable: true,
      },
      { name: "value", data: rows.map((row) => row.value), type: "DOUBLE", nullable: false },
    ],
    createdBy: "pedigree",
  });
  return new Uint8Array(buffer);
}

/** Reads what `encodeCurves` wrote; anything else raises ARTIFACT_INVALID. */
export async function decodeCurves(bytes: Uint8Array, subject = "curves.parquet"): Promise<Curves> {
  const curves = new Map<string, CurvePoint[]>();
  for (const row of await readRows(bytes, subject)) {
    const point = { step: row.step, time: row.time?.getTime() ?? null, value: row.value };
    const points = curves.get(row.metric);
    if (points === undefined) curves.set(row.metric, [point]);
    else points.push(point);
  }
  return curves;
}

/** Curves as Parquet, for the registry. */
export const curveFiles: CurveFiles = { encode: encodeCurves, decode: decodeCurves };

async function readRows(bytes: Uint8Array, subject: string): Promise<Row[]> {
  try {
    const copy = new Uint8Array(bytes);
    const rows = await parquetReadObjects({ file: copy.buffer, rowEnd: MAX_CURVE_POINTS + 1 });
    if (rows.length > MAX_CURVE_POINTS) throw new RangeError(`more than ${MAX_CURVE_POINTS} points`);
    if (!rows.every(isRow)) throw new TypeError("other columns");
    return rows;
  } catch (cause) {
    throw new PedigreeError("ARTIFACT_INVALID", "curves cannot be read", {
      subject,
      expected: "a Parquet table with metric, step, time and value",
      found: cause instanceof Error ? cause.message.slice(0, 200) : "something else",
      cause,
    });
  }
}

// A schema library would take seconds for millions of rows, and refuses NaN, which is a value here.
function isRow(row: Record<string, unknown>): row is Record<string, unknown> & Row {
  const { metric, step, time, value } = row;
  const timed = time === null || time === undefined || time instanceof Date;
  return typeof metric === "string" && typeof step === "number" && typeof value === "number" && timed;
}
