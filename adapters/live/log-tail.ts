import { open, stat } from "node:fs/promises";
import type { Measurement } from "../../core/run/measurement.ts";
import { readBoostingLine } from "../importers/boosting-log.ts";
import { Points } from "../importers/points.ts";

const CHUNK_BYTES = 64 * 1024;
/** Read at one look; a training that prints more is caught up with later. */
const MAX_BYTES_A_LOOK = 4 * 1024 * 1024;
/** Lines longer than this are no line of a boosting library. */
const MAX_LINE = 4096;

/** Reads what is added to a command's output, line by line. */
export interface LogTail {
  /** All that XGBoost, LightGBM and CatBoost have printed so far. */
  read(): Promise<readonly Measurement[]>;
}

/** A file that is not there yet has nothing. One that was cut is read from its new end on. */
export function tailLog(path: string): LogTail {
  const points = new Points();
  const decoder = new TextDecoder();
  let offset = 0;
  let rest = "";
  const take = (bytes: Uint8Array) => {
    const lines = (rest + decoder.decode(bytes, { stream: true })).split("\n");
    rest = (lines.pop() ?? "").slice(0, MAX_LINE + 1);
    for (const line of lines) {
      if (line.length <= MAX_LINE) points.addAll(readBoostingLine(line.replace(/\r$/, "")));
    }
  };
  return {
    read: async () => {
      const size = await stat(path).then(
        (stats) => stats.size,
        () => 0,
      );
      if (size < offset) offset = size;
      if (size > offset) offset = await readRange(path, { from: offset, take });
      return [...points.list];
    },
  };
}

/** Reads from a place on, and says how far it came. */
async function readRange(
  path: string,
  { from, take }: { readonly from: number; readonly take: (bytes: Uint8Array) => void },
): Promise<number> {
  const file = await open(path, "r");
  let at = from;
  try {
    while (at - from < MAX_BYTES_A_LOOK) {
      const { bytesRead, buffer } = await file.read(Buffer.alloc(CHUNK_BYTES), 0, CHUNK_BYTES, at);
      if (bytesRead === 0) break;
      take(buffer.subarray(0, bytesRead));
      at += bytesRead;
    }
  } finally {
    await file.close();
  }
  return at;
}
