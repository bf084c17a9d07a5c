/** A bare git repository on disk, as the sandbox's routes use it. */
export interface GitRepository {
  readonly folder: string;
  /** Commit or object id of a full ref, null when absent. */
  ref(name: string): Promise<string | null>;
  /** Full ref → id below a prefix such as `refs/heads/`. */
  refs(prefix: string): Promise<ReadonlyMap<string, string>>;
  object(sha: string): Promise<GitObject | null>;
  writeBlob(bytes: Uint8Array): Promise<string>;
  /** Applies path changes (`null` removes) to a base tree, or to nothing; returns the new tree. */
  writeTree(base: string | null, changes: ReadonlyMap<string, TreeChange | null>): Promise<string>;
  writeCommit(commit: NewCommit): Promise<string>;
  commit(sha: string): Promise<Commit | null>;
  /** Entries of a tree; with `recursive` every blob below it by full path, and the trees themselves. */
  tree(sha: string, recursive: boolean): Promise<readonly TreeEntry[] | null>;
  isAncestor(ancestor: string, descendant: string): Promise<boolean>;
  mergeBase(a: string, b: string): Promise<string | null>;
  /** Commits reachable from `head` and not from `base`, oldest first. */
  log(base: string, head: string): Promise<readonly Commit[]>;
  diff(base: string, head: string): Promise<readonly FileDiff[]>;
  /** Tree of the three-way merge, null on a conflict. */
  mergeTree(ours: string, theirs: string): Promise<string | null>;
}

export interface GitObject {
  readonly type: "blob" | "tree" | "commit" | "tag";
  readonly bytes: Uint8Array;
}

export interface TreeChange {
  readonly mode: string;
  readonly type: "blob" | "tree" | "commit";
  readonly sha: string;
}

export interface TreeEntry extends TreeChange {
  readonly path: string;
  readonly bytes: number | null;
}

export interface Signature {
  readonly name: string;
  readonly email: string;
  readonly date: string;
}

export interface NewCommit {
  readonly tree: string;
  readonly parents: readonly string[];
  readonly message: string;
  readonly author: Signature;
  readonly committer: Signature;
}

export interface Commit extends NewCommit {
  readonly sha: string;
}

export interface FileDiff {
  readonly path: string;
  readonly previousPath: string | null;
  readonly status: "added" | "modified" | "removed" | "renamed";
  readonly sha: string;
  readonly additions: number;
  readonly deletions: number;
  readonly patch: string | null;
}
