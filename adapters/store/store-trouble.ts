import { PedigreeError } from "../../core/errors.ts";

/** What the system says of a disk that is full, cannot be written to, or is no place for files. */
const WORDS: Readonly<Record<string, string>> = {
  ENOSPC: "ENOSPC: no room is left",
  EDQUOT: "EDQUOT: no room is left to this user",
  EROFS: "EROFS: it can only be read",
  EACCES: "EACCES: permission denied",
  EPERM: "EPERM: permission denied",
  ENOENT: "ENOENT: no folder can be made there",
  ENOTDIR: "ENOTDIR: a part of the path is a file",
  EEXIST: "EEXIST: a file of this name",
  EIO: "EIO: the disk does not answer",
  ENAMETOOLONG: "ENAMETOOLONG: the name is too long",
  ELOOP: "ELOOP: a circle of symbolic links",
};

/** Writes to the store. Raises STORE_UNWRITABLE where the system refuses, and all else as it is. */
export async function writingToStore<T>(root: string, work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (cause) {
    const code = cause instanceof Error && "code" in cause ? String(cause.code) : "";
    const found = WORDS[code];
    if (cause instanceof PedigreeError || found === undefined) throw cause;
    throw new PedigreeError("STORE_UNWRITABLE", "the store cannot be written to", {
      subject: root,
      expected: "a folder that can be written to, on a disk with room",
      found,
      remedy: "make room, or name another place with --store or PEDIGREE_STORE",
      cause,
    });
  }
}
