import { PedigreeError } from "../core/errors.ts";
import type { BlobSha, CommitSha } from "../core/names.ts";
import type { RegistryHistory } from "../core/ports/registry-history.ts";
import type { ObjectFault } from "../core/ports/registry-objects.ts";
import type { Tree } from "../core/ports/registry-repository.ts";
import { LOST } from "../core/registry/verify-objects.ts";

/**
 * The history without what is lost of its files: whoever asks for one is told so, and the rest can be judged. What comes of
 * it says LOST, and need not be reported beside the finding of the object itself.
 */
export function aroundLost(history: RegistryHistory, faults: readonly ObjectFault[]): RegistryHistory {
  const lost = new Set(
    faults.flatMap(({ kind, object }) => (kind === "malformed" || object === null ? [] : [object.id])),
  );
  if (lost.size === 0) return history;
  const around =
    <T>(read: (blob: BlobSha) => Promise<T>) =>
    async (blob: BlobSha): Promise<T> => {
      if (!lost.has(blob)) return read(blob);
      throw new PedigreeError("REGISTRY_INCONSISTENT", "an object of the clone is missing or damaged", {
        subject: `blob ${blob}`,
        expected: "bytes with this id",
        found: LOST,
      });
    };
  return {
    ref: history.ref,
    tip: history.tip,
    commits: (under) => history.commits(under),
    tree: (commit, under) => history.tree(commit, under),
    // A folder still names the file that is lost; a commit that the clone lacks has neither.
    blobAt: async (commit, path) =>
      (await history.blobAt(commit, path)) ?? (await listed(history, commit, path)).get(path)?.blob,
    readText: around((blob) => history.readText(blob)),
    readBytes: around((blob) => history.readBytes(blob)),
  };
}

async function listed(history: RegistryHistory, commit: CommitSha, path: string): Promise<Tree> {
  try {
    return await history.tree(commit, path);
  } catch (error) {
    if (error instanceof PedigreeError && error.family === "user") return new Map();
    throw error;
  }
}
