/** A bare git repository on disk, as the sandbox's routes use it. */
export interface GitRepository {
  readonly folder: string;
  /** Commit or object id of a full ref, null when absent. */
  ref(name: string): Promise<string | null>;
  /** Full ref → id below a prefix such as `refs/heads/`. */
  refs(prefix: string): Promise<ReadonlyMap<string, string>>;
  /**
   * Compare-and-swap of one ref: `expected` null means that it must be absent, `to` null removes it. False when
   * the ref holds something else by now, or its name clashes with another ref's folder. Routes never call this:
   * they go through `World.moveRef`, which also tells the listeners.
   */
  updateRef(name: string, change: { expected: string | null; to: string | null }): Promise<boolean>;
  object(sha: string): Promise<GitObject | null>;
  writeBlob(bytes: Uint8Array): Promise<string>;
  /** Applies path changes (`null` removes) to a base tree, or to nothing; returns the new tree. */
  writeTree(base: string | null, changes: ReadonlyMap<string, TreeChange | null>): Promise<string>;
  writeCommit(commit: NewCommit): Promise<string>;
  commit(sha: string): Promise<Commit | null>;
  /** Entries of a tree; with `recursive` every blob below it by full path, and the trees themselves. */
  tree(sha: string, recursive: boolean): Promise<readonly TreeEntry[] | null>;
  /** The entry at a path below a tree (`""` is the tree itself), null when there is none. */
  entry(tree: string, path: string): Promise<TreeEntry | null>;
  /** Commit ids reachable from `head`, newest first, that `filter` lets through. */
  history(head: string, filter?: HistoryFilter): Promise<readonly string[]>;
  isAncestor(ancestor: string, descendant: string): Promise<boolean>;
  mergeBase(a: string, b: string): Promise<string | null>;
  /** Commits reachable from `head` and not from `base`, oldest first. */
  log(base: string, head: string): Promise<readonly Commit[]>;
  diff(base: string, head: string): Promise<readonly FileDiff[]>;
  /** Files that differ between two trees, far cheaper than `diff`: no counts, no patches, no renames. */
  changedPaths(base: string | null, head: string): Promise<readonly ChangedPath[]>;
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

export interface HistoryFilter {
  /** Only commits that change this file or folder. */
  readonly path?: string;
  /** ISO times. */
  readonly since?: string;
  readonly until?: string;
}

export interface ChangedPath {
  readonly path: string;
  readonly status: "added" | "modified" | "removed";
}
