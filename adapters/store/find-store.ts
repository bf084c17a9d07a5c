import { existsSync, statSync } from "node:fs";
import { dirname, join, resolve } from "node:path";

/** The folder that holds the store, looked for upwards as git looks for `.git`. */
export const STORE_FOLDER = ".pedigree";

/**
 * Where the store is, or would be made: the place that was named; else the nearest `.pedigree` from the folder upwards;
 * else beside the nearest `.git`; else in the folder itself.
 */
export function findStore(folder: string, named: string | undefined): string {
  if (named !== undefined && named !== "") return resolve(folder, named);
  const upwards = foldersUpwards(resolve(folder));
  const holder = upwards.find((path) => isFolder(join(path, STORE_FOLDER)));
  // A worktree's `.git` is a file.
  const beside = upwards.find((path) => existsSync(join(path, ".git")));
  return join(holder ?? beside ?? resolve(folder), STORE_FOLDER);
}

function foldersUpwards(folder: string): readonly string[] {
  const parent = dirname(folder);
  return parent === folder ? [folder] : [folder, ...foldersUpwards(parent)];
}

function isFolder(path: string): boolean {
  return statSync(path, { throwIfNoEntry: false })?.isDirectory() === true;
}
