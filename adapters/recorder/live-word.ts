import { readFileSync, renameSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { type LiveWord, liveWordSchema } from "../../core/live/live-word.ts";
import { SESSION_FILES } from "../../core/run/recorder-session.ts";

/**
 * Leaves word of the live view in a session's folder, before this returns: a check must not be made before it is there. Where
 * it cannot be written there is none, and whoever ends the job has to look.
 */
export function writeLiveWord(folder: string, word: LiveWord): void {
  const path = join(folder, SESSION_FILES.live);
  try {
    writeFileSync(`${path}.new`, JSON.stringify(word), { mode: 0o600 });
    renameSync(`${path}.new`, path);
  } catch {
    rmSync(path, { force: true });
  }
}

/** Null where there is none, or it cannot be read. */
export function readLiveWord(folder: string): LiveWord | null {
  try {
    return liveWordSchema.parse(JSON.parse(readFileSync(join(folder, SESSION_FILES.live), "utf8")));
  } catch {
    return null;
  }
}
