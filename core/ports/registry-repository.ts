import type { BlobSha, CommitSha } from "../names.ts";
import type { Account } from "../people.ts";

export interface TreeFile {
  readonly blob: BlobSha;
  /** Git's mode: only 100644 is ever accepted under the registry's paths. */
  readonly mode: string;
}

/** Path → file of one commit, folders left out. */
export type Tree = ReadonlyMap<string, TreeFile>;

export interface Branch {
  readonly name: string;
  readonly commit: CommitSha;
}

/** What the host says of a commit. */
export interface CommitDescription {
  /** The first one is the tip that it was made on. */
  readonly parents: readonly CommitSha[];
  /** As the commit claims; null where the host knows no such account. */
  readonly author: Account | null;
  readonly committer: Account | null;
  /** Whether the host vouches for the committer. `unavailable` where it signs nothing, so that `none` means nothing. */
  readonly signature: "valid" | "none" | "unavailable";
}

/**
 * What a new commit holds beyond its base: text, bytes, a blob that the repository holds already (taken over by its
 * id, so that nothing is downloaded and the bytes are the same by construction), or `null` to remove the path.
 */
export type Change = string | Uint8Array | { readonly blob: BlobSha } | null;
export type Changes = ReadonlyMap<string, Change>;

/**
 * The registry repository as git objects. Every write is compare-and-swap: a ref is created only if it is
 * absent and moved only forward, so whoever loses reads again.
 */
export interface RegistryRepository {
  /** The commit at the tip of the registry branch. */
  tip(): Promise<CommitSha>;
  /** All files of a commit. Raises REMOTE_INCOMPLETE when they cannot be listed whole. */
  tree(commit: CommitSha): Promise<Tree>;
  /** Who made a commit, and on what. Immutable, so cached by id. */
  describe(commit: CommitSha): Promise<CommitDescription>;
  /** The newest commit that both can reach: where a branch left the other one. */
  mergeBase(one: CommitSha, other: CommitSha): Promise<CommitSha>;
  /** A file's text (UTF-8, at most 1 MiB; larger raises FILE_TOO_LARGE). Immutable, so cached by id. */
  readText(blob: BlobSha): Promise<string>;
  /** The commit of the registry branch that added a file; undefined when none did. */
  addedIn(path: string): Promise<CommitSha | undefined>;
  /** Branches whose name starts with the prefix. */
  branches(prefix: string): Promise<readonly Branch[]>;
  /** A commit with the base's tree plus the changes; nothing points at it yet. */
  commit(
    base: CommitSha,
    parents: readonly CommitSha[],
    changes: Changes,
    message: string,
  ): Promise<CommitSha>;
  /** `false` when a branch of that name exists already. */
  createBranch(name: string, commit: CommitSha): Promise<boolean>;
  /** Moves the registry branch forward, never by force. `false` when the tip is no longer an ancestor of `commit`. */
  advance(commit: CommitSha): Promise<boolean>;
  /** Deleting what is gone already is no error. */
  deleteBranch(name: string): Promise<void>;
}
