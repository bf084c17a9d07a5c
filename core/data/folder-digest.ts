import { digestOf } from "../canonical.ts";
import type { Sha256 } from "../names.ts";

/** One file of a folder, its path relative to the folder with `/`. */
export interface FolderEntry {
  readonly path: string;
  readonly digest: Sha256;
  readonly bytes: number;
}

/**
 * The digest of a folder's content: over the canonical list of path, digest and size of each file, sorted by path. The
 * order in which the files were met, their times and modes do not matter; a renamed file does.
 */
export function digestFolder(entries: readonly FolderEntry[]): Sha256 {
  const sorted = entries
    .map(({ path, digest, bytes }) => ({ path, digest, bytes }))
    .sort((a, b) => (a.path < b.path ? -1 : a.path > b.path ? 1 : 0));
  return digestOf(sorted);
}
