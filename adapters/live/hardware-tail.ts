import { open } from "node:fs/promises";
import type { LiveHardware } from "../../core/ports/live.ts";
import { parseHardwareSamples } from "../../core/run/hardware.ts";

/** A sample is a line of some hundred bytes; with eight GPUs two thousand. */
const TAIL_BYTES = 16 * 1024;

/** The newest sample of a file to which samples are added; null as long as there is none. */
export function tailHardware(path: string): LiveHardware {
  return {
    read: async () => {
      const file = await open(path, "r").catch(() => undefined);
      if (file === undefined) return null;
      try {
        const { size } = await file.stat();
        const from = Math.max(0, size - TAIL_BYTES);
        const { bytesRead, buffer } = await file.read(Buffer.alloc(TAIL_BYTES), 0, TAIL_BYTES, from);
        return parseHardwareSamples(buffer.toString("utf8", 0, bytesRead)).at(-1)?.values ?? null;
      } finally {
        await file.close();
      }
    },
  };
}
