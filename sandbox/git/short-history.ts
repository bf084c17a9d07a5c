import { listChangedPaths } from "./changed-paths.ts";
import { parseCommit } from "./commit-codec.ts";
import type { ObjectStore } from "./object-store.ts";
import type { ChangedPath, Commit, TreeChange } from "./repository.ts";
import { findEntry, writeTree } from "./tree-store.ts";

/**
 * Answers about history that can be given without git, which costs a process (about 10 ms): undefined stands for "ask
 * git". Only what has one right answer is answered here: short histories, commits that came one after the other, merges
 * whose two sides touch different files.
 */
export interface ShortHistory {
  /** `rev-list --reverse --topo-order base..head`, where that is a single line of commits. */
  log(base: string, head: string): Promise<readonly Commit[] | undefined>;
  /** Where the branch `head` left the history of `base`. */
  mergeBase(base: string, head: string): Promise<string | undefined>;
  /** Tree of the merge of two commits. */
  mergeTree(ours: string, theirs: string): Promise<string | undefined>;
}

/** Commits that are walked in JavaScript before git is asked. */
export const WALK_LIMIT = 256;

export function shortHistory(objects: ObjectStore): ShortHistory {
  const commit = (sha: string) => readCommit(objects, sha);
  const branch = async (base: string, head: string): Promise<Branch | undefined> => {
    const known = await ancestors(commit, base);
    return known === undefined ? undefined : walkBranch(commit, known, head);
  };
  return {
    async log(base, head) {
      return (await branch(base, head))?.commits;
    },
    async mergeBase(base, head) {
      return (await branch(base, head))?.fork;
    },
    async mergeTree(ours, theirs) {
      const fork = (await branch(ours, theirs))?.fork;
      const base = fork === undefined ? null : await commit(fork);
      const [left, right] = await Promise.all([commit(ours), commit(theirs)]);
      if (base === null || left === null || right === null) return undefined;
      return mergeApart(objects, { base: base.tree, ours: left.tree, theirs: right.tree });
    },
  };
}

export async function readCommit(objects: ObjectStore, sha: string): Promise<Commit | null> {
  const object = await objects.read(sha);
  return object?.type === "commit" ? parseCommit(sha, object.bytes) : null;
}

type Read = (sha: string) => Promise<Commit | null>;

/** The commit and all before it; undefined when there are more than are walked. */
async function ancestors(commit: Read, sha: string): Promise<ReadonlySet<string> | undefined> {
  const seen = new Set<string>();
  const queue = [sha];
  for (let next = queue.shift(); next !== undefined; next = queue.shift()) {
    if (seen.has(next)) continue;
    const read = await commit(next);
    if (read === null || seen.size >= WALK_LIMIT) return undefined;
    seen.add(next);
    queue.push(...read.parents);
  }
  return seen;
}

interface Branch {
  /** Oldest first. */
  readonly commits: readonly Commit[];
  /** Undefined where a merge brought in what was known: then there may be several. */
  readonly fork: string | undefined;
}

async function walkBranch(
  commit: Read,
  known: ReadonlySet<string>,
  head: string,
): Promise<Branch | undefined> {
  const commits: Commit[] = [];
  for (let sha = head; !known.has(sha); ) {
    const read = await commit(sha);
    if (read === null || commits.length >= WALK_LIMIT) return undefined;
    const fresh = read.parents.filter((parent) => !known.has(parent));
    const next = fresh[0] ?? read.parents[0];
    if (next === undefined || fresh.length > 1) return undefined;
    commits.unshift(read);
    sha = next;
  }
  const isPlain = commits.every(({ parents }) => parents.length === 1);
  return { commits, fork: isPlain ? (commits[0]?.parents[0] ?? head) : undefined };
}

interface Sides {
  readonly base: string;
  readonly ours: string;
  readonly theirs: string;
}

/** The merge of two sides that touch different files. What one side removed git may take for a rename, so it is asked. */
async function mergeApart(objects: ObjectStore, { base, ours, theirs }: Sides): Promise<string | undefined> {
  const [left, right] = await Promise.all([
    listChangedPaths(objects, base, ours),
    listChangedPaths(objects, base, theirs),
  ]);
  if (left.length === 0) return theirs;
  if (right.length === 0) return ours;
  if ([...left, ...right].some(({ status }) => status === "removed") || meet(left, right)) return undefined;
  const changes = new Map<string, TreeChange>();
  for (const { path } of right) {
    const entry = await findEntry(objects, theirs, path);
    if (entry === null) return undefined;
    changes.set(path, { mode: entry.mode, type: entry.type, sha: entry.sha });
  }
  return writeTree(objects, ours, changes);
}

/** Whether the same file is touched, or a file where the other side has a folder. */
function meet(left: readonly ChangedPath[], right: readonly ChangedPath[]): boolean {
  return left.some(({ path: a }) =>
    right.some(({ path: b }) => a === b || a.startsWith(`${b}/`) || b.startsWith(`${a}/`)),
  );
}
