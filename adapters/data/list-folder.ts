import { readdir } from "node:fs/promises";
import { posix } from "node:path";

/** One entry of a folder that is no folder itself; `path` is relative to the root, with `/`. */
export interface ListedFile {
  readonly path: string;
  readonly link: boolean;
}

/** Every file below a folder; `.git` is passed over and links are told, not followed. */
export async function* listFolder(root: string, folder = ""): AsyncGenerator<ListedFile> {
  const entries = await readdir(posix.join(root, folder), { withFileTypes: true });
  for (const entry of entries) {
    const path = posix.join(folder, entry.name);
    if (entry.isDirectory()) {
      if (entry.name !== ".git") yield* listFolder(root, path);
    } else yield { path, link: entry.isSymbolicLink() };
  }
}
