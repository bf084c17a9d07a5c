import { existsSync } from "node:fs";
import { mkdir, open, rm, writeFile } from "node:fs/promises";
import { dirname, join } from "node:path";
import { digestOfBytes } from "../../core/canonical.ts";
import type { RecordFolder, RecordFolders } from "../../core/ports/recording.ts";
import { hashFile } from "../data/hash-file.ts";

/**
 * Records under `ROOT/pedigree/RUN ID`, in the first root that can be written to. The Action's is RUNNER_TEMP, which a
 * runner empties between jobs.
 */
export function createRecordFolders(roots: readonly [string, ...string[]]): RecordFolders {
  return { create: async (id) => openRecordFolder(await makeFolder(roots, id)) };
}

/** A folder that is there already, for a record. */
export function openRecordFolder(path: string): RecordFolder {
  return {
    path,
    pathOf: (name) => join(path, name),
    remove: (name) => rm(join(path, name), { force: true }),
    write: async (name, content) => {
      const bytes = typeof content === "string" ? new TextEncoder().encode(content) : content;
      await mkdir(dirname(join(path, name)), { recursive: true });
      try {
        await writeFile(join(path, name), bytes);
      } catch (error) {
        // A part of a file must not count as the whole, nor take the room that is left.
        await rm(join(path, name), { force: true }).catch(() => undefined);
        throw error;
      }
      return { digest: digestOfBytes(bytes), bytes: bytes.length };
    },
    describe: async (name) => (existsSync(join(path, name)) ? await hashFile(join(path, name), name) : null),
    tail: async (name, bytes) => (existsSync(join(path, name)) ? await readEnd(join(path, name), bytes) : ""),
  };
}

async function makeFolder([root, ...rest]: readonly [string, ...string[]], id: string): Promise<string> {
  const path = join(root, "pedigree", id);
  const [next, ...others] = rest;
  try {
    await mkdir(path, { recursive: true });
    return path;
  } catch (error) {
    if (next === undefined) throw error;
    return await makeFolder([next, ...others], id);
  }
}

async function readEnd(path: string, bytes: number): Promise<string> {
  const file = await open(path, "r");
  try {
    const { size } = await file.stat();
    const from = Math.max(0, size - bytes);
    const { buffer, bytesRead } = await file.read(new Uint8Array(size - from), 0, size - from, from);
    // A character that the beginning cuts in two becomes a sign of replacement.
    return new TextDecoder().decode(buffer.subarray(0, bytesRead));
  } finally {
    await file.close();
  }
}
