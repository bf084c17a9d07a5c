import { rm, writeFile } from "node:fs/promises";
import { join } from "node:path";
import type { RecordFolder, RecordFolders } from "../../core/ports/recording.ts";
import { openRecordFolder } from "../record/record-folder.ts";
import { folderOfLive, recordOfLive } from "./live-runs.ts";
import { makeFolder } from "./make-folder.ts";
import { makeStoreFolder } from "./run-folder-store.ts";
import { writingToStore } from "./store-trouble.ts";

/** Held as long as a run goes on, for its run.json: that of a thousand packages and metrics takes no more. */
const RESERVE = "reserve";
const RESERVED = new Uint8Array(256 * 1024);

/**
 * Records that are put together inside of a store, so that the store can take them over. Room for run.json is taken at once,
 * so that it is known before the command begins when there is none, and so that a disk which the command fills keeps its
 * record. Raises STORE_UNWRITABLE.
 */
export function createLiveFolders(root: string): RecordFolders {
  return {
    create: async (id) => {
      await makeStoreFolder(root);
      const live = folderOfLive(root, id);
      const record = recordOfLive(root, id);
      try {
        await writingToStore(root, async () => {
          await makeFolder(live, 0o700);
          await makeFolder(record);
          await writeFile(join(record, RESERVE), RESERVED);
        });
      } catch (error) {
        await rm(live, { recursive: true, force: true }).catch(() => undefined);
        throw error;
      }
      return withReserve(root, openRecordFolder(record));
    },
  };
}

function withReserve(root: string, folder: RecordFolder): RecordFolder {
  return {
    ...folder,
    write: (name, content) =>
      writingToStore(root, async () => {
        if (name === "run.json") await folder.remove(RESERVE);
        return await folder.write(name, content);
      }),
  };
}
