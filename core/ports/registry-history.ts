import type { BlobSha, CommitSha } from "../names.ts";
import type { Tree, TreeFile } from "./registry-repository.ts";

/** What one commit made of a path, against its first parent. */
export interface PathChange {
  readonly path: string;
  /** Null when the commit added the path. */
  readonly before: TreeFile | null;
  /** Null when the commit removed the path. */
  readonly after: TreeFile | null;
}

/** One commit of the registry branch. Names and message are whatever somebody wrote there: shown, never trusted. */
export interface HistoryCommit {
  readonly id: CommitSha;
  /** The first is the tip that it was made on; a landing has the judged head as its second. */
  readonly parents: readonly CommitSha[];
  readonly author: string;
  /** When it was committed, in UTC with seconds, as its committer's clock said. */
  readonly at: string;
  readonly subject: string;
  readonly changes: readonly PathChange[];
}

/**
 * The registry branch of a clone: everything that ever happened to it, read from git's objects alone. Nothing is checked
 * out, nothing is fetched.
 */
export interface RegistryHistory {
  /** The ref that is read, e.g. `refs/heads/main`. */
  readonly ref: string;
  readonly tip: CommitSha;
  /** First-parent history, oldest first; below a folder only those commits and changes that touch it. */
  commits(under?: string): AsyncIterable<HistoryCommit>;
  /** Files of a commit, below a folder if one is given. Links and submodules are listed by their mode. */
  tree(commit: CommitSha, under?: string): Promise<Tree>;
  /** The blob at a path of a commit; undefined when there is no file, or the clone lacks the commit. */
  blobAt(commit: CommitSha, path: string): Promise<BlobSha | undefined>;
  /**
   * A file's text (UTF-8, at most 4 MiB; larger raises FILE_TOO_LARGE). Raises REGISTRY_INCONSISTENT when the object is
   * missing or its bytes do not have this id.
   */
  readText(blob: BlobSha): Promise<string>;
  /** The same of a file that is no text. */
  readBytes(blob: BlobSha): Promise<Uint8Array>;
}
