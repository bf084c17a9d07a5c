import { readFile, rename, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { canonicalJson } from "../../core/canonical.ts";
import {
  type RecorderAddress,
  recorderAddressSchema,
  SESSION_FILES,
} from "../../core/run/recorder-session.ts";

/** Writes how a recorder is reached, whole or not at all, for the eyes of its owner. */
export async function writeSessionFile(folder: string, address: RecorderAddress): Promise<void> {
  const path = join(folder, SESSION_FILES.session);
  await writeFile(`${path}.new`, canonicalJson(address), { mode: 0o600, flag: "wx" });
  await rename(`${path}.new`, path);
}

/** Null as long as there is none, or where it cannot be read. */
export async function readSessionFile(folder: string): Promise<RecorderAddress | null> {
  try {
    const text = await readFile(join(folder, SESSION_FILES.session), "utf8");
    return recorderAddressSchema.parse(JSON.parse(text));
  } catch {
    return null;
  }
}
