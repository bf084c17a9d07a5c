import { existsSync } from "node:fs";
import { mkdir, writeFile } from "node:fs/promises";
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
    write: async (name, content) => {
      const bytes = typeof content === "string" ? new TextEncoder().encode(content) : content;
      await mkdir(dirname(join(path, name)), { recursive: true });
      await writeFile(join(path, name), bytes);
      return { digest: digestOfBytes(bytes), bytes: bytes.length };
    },
    describe: async (name) => (existsSync(join(path, name)) ? await hashFile(join(path, name), name) : null),
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
