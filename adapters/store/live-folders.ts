import { mkdir } from "node:fs/promises";
import { join } from "node:path";
import type { RunId } from "../../core/names.ts";
import type { RecordFolders } from "../../core/ports/recording.ts";
import { openRecordFolder } from "../record/record-folder.ts";
import { makeStoreFolder } from "./run-folder-store.ts";

/** What a store holds of a run that has not ended. */
export interface LiveFolder {
  /** Where its record is put together; the store takes it over by renaming it. */
  readonly record: string;
  /** Where its tracking server keeps what is logged. */
  readonly session: string;
}

export function liveFolderOf(root: string, id: RunId): LiveFolder {
  const folder = join(root, "live", id);
  return { record: join(folder, "record"), session: join(folder, "session") };
}

/** Records that are put together inside of a store, so that the store can take them over. */
export function createLiveFolders(root: string): RecordFolders {
  return {
    create: async (id) => {
      await makeStoreFolder(root);
      const { record } = liveFolderOf(root, id);
      await mkdir(record, { recursive: true });
      return openRecordFolder(record);
    },
  };
}
