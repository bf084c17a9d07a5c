import { mkdir } from "node:fs/promises";
import { join } from "node:path";
import type { RecordFolders } from "../../core/ports/recording.ts";
import { openRecordFolder } from "../record/record-folder.ts";
import { folderOfLive } from "./live-runs.ts";
import { makeStoreFolder } from "./run-folder-store.ts";

/** Records that are put together inside of a store, so that the store can take them over. */
export function createLiveFolders(root: string): RecordFolders {
  return {
    create: async (id) => {
      await makeStoreFolder(root);
      const record = join(folderOfLive(root, id), "record");
      await mkdir(record, { recursive: true });
      return openRecordFolder(record);
    },
  };
}
