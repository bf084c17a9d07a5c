import { open, stat } from "node:fs/promises";
import type { Measurement } from "../../core/run/measurement.ts";
import { readBoostingLine } from "../importers/boosting-log.ts";
import { Points } from "../importers/points.ts";

const CHUNK_BYTES = 64 * 1024;
/** Read at one look; a training that prints more is caught up with later. */
const MAX_BYTES_A_LOOK = 4 * 1024 * 1024;
/** Lines longer than this are no line of a boosting library. */
const MAX_LINE_BYTES = 4096;
const LINE_FEED = 0x0a;

/** Reads what is added to a command's output, line by line. */
export interface LogTail {
  /** All that XGBoost, LightGBM and CatBoost have printed so far. */
  read(): Promise<readonly Measurement[]>;
}

/**
 * A file that is not there yet has nothing. One that was cut is read from its new end on. What stands after the last line's end is
 * read again at the next look: it may be the state of a progress bar, in whose place another text will stand.
 */
export function tailLog(path: string): LogTail {
  const points = new Points();
  const lines = new Lines((line) => points.addAll(readBoostingLine(line)));
  let offset = 0;
  return {
    read: async () => {
      const size = await stat(path).then(
        (stats) => stats.size,
        () => 0,
      );
      if (size < offset) offset = size;
      if (size > offset) {
        lines.begin(offset);
        // The byte before shows whether a line begins there.
        await readRange(path, { from: Math.max(0, offset - 1), take: (bytes) => lines.take(bytes) });
        offset = lines.end;
      }
      return [...points.list];
    },
  };
}

/** Whole lines of bytes that are read from a place on. */
class Lines {
  readonly #tell: (line: string) => void;
  #rest: Buffer = Buffer.alloc(0);
  #at = 0;
  /** Whether what comes is the rest of a line whose beginning is not known. */
  #isMidway = false;

  constructor(tell: (line: string) => void) {
    this.#tell = tell;
  }

  begin(offset: number): void {
    this.#rest = Buffer.alloc(0);
    this.#at = Math.max(0, offset - 1);
    this.#isMidway = offset > 0;
  }

  /** Where the first line begins that is not whole, if it is not too long. */
  get end(): number {
    return this.#at - this.#rest.length;
  }

  take(bytes: Uint8Array): void {
    this.#at += bytes.length;
    const all = Buffer.concat([this.#rest, bytes]);
    const end = all.lastIndexOf(LINE_FEED) + 1;
    if (end > 0) {
      const lines = all.toString("utf8", 0, end - 1).split("\n");
      for (const line of lines.slice(this.#isMidway ? 1 : 0))
        if (line.length <= MAX_LINE_BYTES) this.#tell(line.replace(/\r$/, ""));
      this.#isMidway = false;
    }
    this.#rest = all.subarray(end);
    if (this.#rest.length <= MAX_LINE_BYTES) return;
    this.#rest = Buffer.alloc(0);
    this.#isMidway = true;
  }
}

/** Reads from a place on, a part of it where there is much. */
async function readRange(
  path: string,
  { from, take }: { readonly from: number; readonly take: (bytes: Uint8Array) => void },
): Promise<void> {
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
}
