import type { Dirent } from "node:fs";
import { readdir } from "node:fs/promises";
import { posix } from "node:path";
import { reasonOf } from "./glob.ts";

/** One entry of a folder that is no folder itself; `path` is relative to the root, with `/`. */
export interface ListedFile {
  readonly path: string;
  /** Why it is no file that could be read; null for one that is. */
  readonly refusal: Refusal | null;
}

export interface Refusal {
  /** Whether something that belongs to the content is missing, which a folder's digest cannot do without. */
  readonly isLoss: boolean;
  readonly why: string;
  readonly isLink: boolean;
}

const LINK: Refusal = { isLoss: false, isLink: true, why: "a symbolic link, not followed" };
/** A pipe that nobody writes to would be waited for without end. */
const OTHER: Refusal = { isLoss: false, isLink: false, why: "neither a file nor a folder, left out" };

/** Kept runs, among them the one that is being recorded: copied, it would be copied into itself again and again. */
const STORE = ".pedigree";

/** Every file below a folder; `.git` and a store of runs are passed over, and links are told, not followed. */
export async function* listFolder(root: string, folder = ""): AsyncGenerator<ListedFile> {
  const entries = await entriesOf(posix.join(root, folder));
  if (typeof entries === "string") {
    yield { path: folder, refusal: { isLoss: true, isLink: false, why: `cannot be read: ${entries}` } };
    return;
  }
  for (const entry of entries) {
    const path = posix.join(folder, entry.name);
    if (!entry.isDirectory()) yield { path, refusal: refusalOf(entry) };
    else if (entry.name !== ".git" && path !== STORE) yield* listFolder(root, path);
  }
}

/** A folder that cannot be read costs what is in it, and not what stands beside it. */
async function entriesOf(folder: string): Promise<readonly Dirent[] | string> {
  try {
    return await readdir(folder, { withFileTypes: true });
  } catch (error) {
    return reasonOf(error);
  }
}

function refusalOf(entry: Dirent): Refusal | null {
  if (entry.isSymbolicLink()) return LINK;
  return entry.isFile() ? null : OTHER;
}
