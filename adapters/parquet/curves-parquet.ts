import { setImmediate } from "node:timers/promises";
import { parquetMetadata, parquetReadObjects } from "hyparquet";
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

/**
 * Reads what `encodeCurves` wrote; anything else raises ARTIFACT_INVALID. It is read group by group: rows as objects
 * take ten times the room of the points, and whoever answers others meanwhile gets a turn between two groups.
 */
export async function decodeCurves(bytes: Uint8Array, subject = "curves.parquet"): Promise<Curves> {
  const curves = new Map<string, CurvePoint[]>();
  try {
    const file = new Uint8Array(bytes).buffer;
    const metadata = parquetMetadata(file);
    if (metadata.num_rows > MAX_CURVE_POINTS) throw new RangeError(`more than ${MAX_CURVE_POINTS} points`);
    let rowStart = 0;
    for (const group of metadata.row_groups) {
      const rowEnd = rowStart + Number(group.num_rows);
      if (rowEnd > MAX_CURVE_POINTS) throw new RangeError(`more than ${MAX_CURVE_POINTS} points`);
      addRows(curves, await parquetReadObjects({ file, metadata, rowStart, rowEnd }));
      rowStart = rowEnd;
      await setImmediate();
    }
    return curves;
  } catch (cause) {
    throw new PedigreeError("ARTIFACT_INVALID", "curves cannot be read", {
      subject,
      expected: "a Parquet table with metric, step, time and value",
      found: cause instanceof Error ? cause.message.slice(0, 200) : "something else",
      cause,
    });
  }
}

/** Curves as Parquet, for the registry. */
export const curveFiles: CurveFiles = { encode: encodeCurves, decode: decodeCurves };

function addRows(curves: Map<string, CurvePoint[]>, rows: readonly Record<string, unknown>[]): void {
  for (const row of rows) {
    if (!isRow(row)) throw new TypeError("other columns");
    const point = { step: row.step, time: row.time?.getTime() ?? null, value: row.value };
    const points = curves.get(row.metric);
    if (points === undefined) curves.set(row.metric, [point]);
    else points.push(point);
  }
}

// A schema library would take seconds for millions of rows, and refuses NaN, which is a value here.
function isRow(row: Record<string, unknown>): row is Record<string, unknown> & Row {
  const { metric, step, time, value } = row;
  const timed = time === null || time === undefined || time instanceof Date;
  return typeof metric === "string" && typeof step === "number" && typeof value === "number" && timed;
}
