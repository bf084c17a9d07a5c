import { access, appendFile, mkdir } from "node:fs/promises";
import { listChangedPaths } from "./changed-paths.ts";
import { expectGit, runGit } from "./command.ts";
import { formatCommit } from "./commit-codec.ts";
import { diffTrees } from "./diff.ts";
import { type ObjectStore, openObjectStore } from "./object-store.ts";
import { openRefStore, type RefStore } from "./ref-store.ts";
import type { GitRepository, HistoryFilter } from "./repository.ts";
import { readCommit, shortHistory, WALK_LIMIT } from "./short-history.ts";
import { findEntry, listTree, writeTree } from "./tree-store.ts";

export interface BareRepository extends GitRepository {
  /** Ends the git process that reads packed objects. */
  close(): void;
}

/**
 * What a push may do and what git must leave alone: objects stay loose up to this many per push, nothing is
 * collected behind the sandbox's back, and the refs of pull requests belong to the server.
 */
const CONFIG = `
[http]
	receivepack = true
[receive]
	unpackLimit = 100000
	autogc = false
	hideRefs = refs/pull
[gc]
	auto = 0
[uploadpack]
	allowAnySHA1InWant = true
	allowFilter = true
`;

/** Makes a bare repository unless there is one. */
export async function initRepository(folder: string, defaultBranch: string): Promise<void> {
  if (await exists(`${folder}/HEAD`)) return;
  await mkdir(folder, { recursive: true });
  await expectGit(folder, ["init", "-q", "--bare", "-b", defaultBranch, "."]);
  await appendFile(`${folder}/config`, CONFIG);
}

/** Where a repository keeps its objects and refs: in its folder unless told otherwise. */
export interface Stores {
  readonly objects: ObjectStore;
  readonly refs: RefStore;
}

export function openRepository(
  folder: string,
  { objects, refs }: Stores = { objects: openObjectStore(folder), refs: openRefStore(folder) },
): BareRepository {
  return {
    folder,
    ref: (name) => refs.read(name),
    refs: (prefix) => refs.list(prefix),
    updateRef: (name, change) => refs.update(name, change),
    object: (sha) => objects.read(sha),
    writeBlob: (bytes) => objects.write("blob", bytes),
    writeTree: (base, changes) => writeTree(objects, base, changes),
    writeCommit: (commit) => objects.write("commit", formatCommit(commit)),
    commit: (sha) => readCommit(objects, sha),
    tree: (sha, recursive) => listTree(objects, sha, recursive),
    entry: (tree, path) => findEntry(objects, tree, path),
    ...historyOf(folder, objects),
    diff: async (base, head) => {
      await objects.flush();
      return diffTrees(folder, base, head);
    },
    changedPaths: (base, head) => listChangedPaths(objects, base, head),
    close: () => objects.close(),
  };
}

function historyOf(
  folder: string,
  objects: ObjectStore,
): Pick<GitRepository, "history" | "isAncestor" | "mergeBase" | "log" | "mergeTree"> {
  const short = shortHistory(objects);
  return {
    history: async (head, filter = {}) => {
      await objects.flush();
      return listHistory(folder, head, filter);
    },
    isAncestor: (ancestor, descendant) => isAncestor({ folder, objects }, ancestor, descendant),
    async mergeBase(a, b) {
      const found = await short.mergeBase(a, b);
      if (found !== undefined) return found;
      await objects.flush();
      const { status, stdout } = await runGit(folder, ["merge-base", a, b]);
      return status === 0 ? stdout.toString("latin1").trim() : null;
    },
    async log(base, head) {
      const line = await short.log(base, head);
      if (line !== undefined) return line;
      await objects.flush();
      const out = await expectGit(folder, ["rev-list", "--reverse", "--topo-order", `${base}..${head}`]);
      const found = await Promise.all(linesOf(out).map((sha) => readCommit(objects, sha)));
      return found.filter((commit) => commit !== null);
    },
    async mergeTree(ours, theirs) {
      const found = await short.mergeTree(ours, theirs);
      if (found !== undefined) return found;
      await objects.flush();
      return await mergeTree(folder, ours, theirs);
    },
  };
}

async function listHistory(folder: string, head: string, filter: HistoryFilter): Promise<readonly string[]> {
  const args = ["rev-list", head];
  if (filter.since !== undefined) args.push(`--since=${filter.since}`);
  if (filter.until !== undefined) args.push(`--until=${filter.until}`);
  if (filter.path !== undefined && filter.path !== "") args.push("--", `:(literal)${filter.path}`);
  return linesOf(await expectGit(folder, args));
}

/** Most questions are about neighbours, so the walk starts here and only a long one is handed to git. */
async function isAncestor(
  { folder, objects }: { folder: string; objects: ObjectStore },
  ancestor: string,
  descendant: string,
): Promise<boolean> {
  const seen = new Set<string>();
  const queue = [descendant];
  for (let sha = queue.shift(); sha !== undefined; sha = queue.shift()) {
    if (sha === ancestor) return true;
    if (seen.has(sha)) continue;
    seen.add(sha);
    if (seen.size > WALK_LIMIT) {
      await objects.flush();
      return (await runGit(folder, ["merge-base", "--is-ancestor", ancestor, descendant])).status === 0;
    }
    queue.push(...((await readCommit(objects, sha))?.parents ?? []));
  }
  return false;
}

/** `git merge-tree` prints the tree first and exits with 1 on a conflict. */
async function mergeTree(folder: string, ours: string, theirs: string): Promise<string | null> {
  const args = ["merge-tree", "--write-tree", "--allow-unrelated-histories", ours, theirs];
  const { status, stdout, stderr } = await runGit(folder, args);
  if (status > 1) throw new Error(`git merge-tree failed in ${folder}: ${stderr.trim()}`);
  return status === 0 ? (linesOf(stdout)[0] ?? null) : null;
}

function linesOf(output: Buffer): string[] {
  return output
    .toString("latin1")
    .split("\n")
    .filter((line) => line !== "");
}

async function exists(file: string): Promise<boolean> {
  return access(file).then(
    () => true,
    () => false,
  );
}
