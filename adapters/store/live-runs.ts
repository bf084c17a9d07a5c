import { readdir, readFile, rename, writeFile } from "node:fs/promises";
import { join } from "node:path";
import type { RunId } from "../../core/names.ts";
import { type BegunTree, begunTreeSchema, type LiveRun, liveRunSchema } from "../../core/run/live-run.ts";
import { runIdTime } from "../../core/run/run-id.ts";
import { makeFolder } from "./make-folder.ts";
import { makeStoreFolder } from "./run-folder-store.ts";
import { writingToStore } from "./store-trouble.ts";

const NAME = "begun.json";
const TREE = "work-tree.json";
/** Where a live run's folder tells of the runs that went on at the same time. */
export const BESIDE = "beside";

/** The folder of a run that has begun: its session, its record as it is put together, and how it was begun. */
export function folderOfLive(root: string, id: RunId): string {
  return join(root, "live", id);
}

/** Where the record of a run that has begun is put together. */
export function recordOfLive(root: string, id: RunId): string {
  return join(folderOfLive(root, id), "record");
}

/** Where the output of a run is kept while it goes on. */
export function outputOfLive(root: string, id: RunId): string {
  return join(recordOfLive(root, id), "output.log");
}

/**
 * Keeps word of a run that has begun, and of the work tree as it is now (null where that is not known), for the eyes of its
 * owner: options and changes may hold what others should not read.
 */
export async function keepLive(root: string, live: LiveRun, tree: BegunTree | null = null): Promise<void> {
  await makeStoreFolder(root);
  const folder = folderOfLive(root, live.id);
  await writingToStore(root, async () => {
    await makeFolder(join(folder, BESIDE), 0o700);
    if (tree !== null) await writeFile(join(folder, TREE), JSON.stringify(tree), { mode: 0o600 });
    await writeFile(join(folder, `${NAME}.new`), JSON.stringify(live), { mode: 0o600 });
    await rename(join(folder, `${NAME}.new`), join(folder, NAME));
  });
}

/** The work tree as it was when a run began; null where nobody kept it. */
export async function readBegunTree(root: string, { id, workTree }: LiveRun): Promise<BegunTree | null> {
  try {
    return begunTreeSchema.parse(JSON.parse(await readFile(join(folderOfLive(root, id), TREE), "utf8")));
  } catch {
    return workTree ?? null;
  }
}

/** Runs that have begun and are not recorded yet, the newest first. What cannot be read is none. */
export async function listLive(root: string): Promise<readonly LiveRun[]> {
  const names = await readdir(join(root, "live")).catch(() => []);
  const found = await Promise.all(names.map((name) => readLive(join(root, "live", name))));
  return found.flat().sort((a, b) => runIdTime(b.id) - runIdTime(a.id));
}

async function readLive(folder: string): Promise<readonly LiveRun[]> {
  try {
    return [liveRunSchema.parse(JSON.parse(await readFile(join(folder, NAME), "utf8")))];
  } catch {
    return [];
  }
}
