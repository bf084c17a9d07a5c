import { mkdir } from "node:fs/promises";
import { join } from "node:path";
import type { RunId } from "../../core/names.ts";
import type { RecordFolders } from "../../core/ports/recording.ts";
import { openRecordFolder } from "../record/record-folder.ts";
import { folderOfLive } from "./live-runs.ts";
import { makeStoreFolder } from "./run-folder-store.ts";

const RECORD = "record";

/** Where the output of a run is kept while it goes on. */
export function outputOfLive(root: string, id: RunId): string {
  return join(folderOfLive(root, id), RECORD, "output.log");
}

/** Records that are put together inside of a store, so that the store can take them over. */
export function createLiveFolders(root: string): RecordFolders {
  return {
    create: async (id) => {
      await makeStoreFolder(root);
      const record = join(folderOfLive(root, id), RECORD);
      await mkdir(record, { recursive: true });
      return openRecordFolder(record);
    },
  };
}
