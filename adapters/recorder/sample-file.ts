import { appendFile, open } from "node:fs/promises";
import { join } from "node:path";
import type { HardwareSample } from "../../core/ports/hardware.ts";
import { formatHardwareSample, parseHardwareSamples } from "../../core/run/hardware.ts";
import { SESSION_FILES } from "../../core/run/recorder-session.ts";

/** Five days of a sample every five seconds are 15 MB; more is no file of ours. */
const MAX_BYTES = 64 * 1024 * 1024;

/** Adds a sample to the session's file. A full disk must not end the recorder: the sample is lost then. */
export async function appendSample(folder: string, sample: HardwareSample): Promise<void> {
  await appendFile(join(folder, SESSION_FILES.hardware), formatHardwareSample(sample)).catch(() => undefined);
}

/** The samples of a session; none where there is no file. */
export async function readSamples(folder: string): Promise<readonly HardwareSample[]> {
  const file = await open(join(folder, SESSION_FILES.hardware)).catch(() => null);
  if (file === null) return [];
  try {
    const { size } = await file.stat();
    const buffer = Buffer.alloc(Math.min(size, MAX_BYTES));
    const { bytesRead } = await file.read(buffer, 0, buffer.length, 0);
    return parseHardwareSamples(buffer.toString("utf8", 0, bytesRead));
  } finally {
    await file.close();
  }
}
