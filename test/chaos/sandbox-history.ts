import { blobShaSchema, commitShaSchema } from "../../core/names.ts";
import type { HistoryCommit, PathChange, RegistryHistory } from "../../core/ports/registry-history.ts";
import type { Tree, TreeFile } from "../../core/ports/registry-repository.ts";
import type { GitRepository } from "../../sandbox/git/repository.ts";

/**
 * A registry's history as a clone would give it, read from the same objects without starting git: eight processes a run
 * would cost more than the run. A share of the runs uses the clone itself.
 */
export async function sandboxHistory(git: GitRepository): Promise<RegistryHistory> {
  const tip = commitShaSchema.parse(await git.ref("refs/heads/main"));
  return {
    ref: "refs/heads/main",
    tip,
    commits: (under) => commitsOf(git, tip, under),
    tree: (commit, under) => filesOf(git, commit, under),
    async blobAt(commit, path) {
      const read = await git.commit(commit);
      const entry = read === null ? null : await git.entry(read.tree, path);
      return entry?.type === "blob" ? blobShaSchema.parse(entry.sha) : undefined;
    },
    async readText(blob) {
      const object = await git.object(blob);
      return Buffer.from(object?.bytes ?? []).toString("utf8");
    },
    async readBytes(blob) {
      const object = await git.object(blob);
      return Uint8Array.from(object?.bytes ?? []);
    },
  };
}

async function* commitsOf(git: GitRepository, tip: string, under?: string): AsyncGenerator<HistoryCommit> {
  const line: string[] = [];
  for (let sha: string | undefined = tip; sha !== undefined; sha = (await git.commit(sha))?.parents[0]) {
    line.unshift(sha);
  }
  for (const sha of line) {
    const described = await describe(git, sha);
    const changes = described.changes.filter(({ path }) => isBelow(path, under));
    if (under === undefined || changes.length > 0) yield { ...described, changes };
  }
}

async function describe(git: GitRepository, sha: string): Promise<HistoryCommit> {
  const commit = await git.commit(sha);
  if (commit === null) throw new Error(`${sha} is no commit`);
  const parent = commit.parents[0] === undefined ? null : await git.commit(commit.parents[0]);
  const changed = await git.changedPaths(parent?.tree ?? null, commit.tree);
  const changes = await Promise.all(
    changed.map(
      async ({ path }): Promise<PathChange> => ({
        path,
        before: parent === null ? null : await fileAt(git, parent.tree, path),
        after: await fileAt(git, commit.tree, path),
      }),
    ),
  );
  return {
    id: commitShaSchema.parse(sha),
    parents: commit.parents.map((id) => commitShaSchema.parse(id)),
    author: commit.author.name,
    at: new Date(commit.committer.date).toISOString().replace(/\.\d+Z$/, "Z"),
    subject: commit.message.split("\n")[0] ?? "",
    changes,
  };
}

async function fileAt(git: GitRepository, tree: string, path: string): Promise<TreeFile | null> {
  const entry = await git.entry(tree, path);
  return entry === null || entry.type === "tree"
    ? null
    : { blob: blobShaSchema.parse(entry.sha), mode: entry.mode };
}

async function filesOf(git: GitRepository, sha: string, under?: string): Promise<Tree> {
  const commit = await git.commit(sha);
  const entries = commit === null ? null : await git.tree(commit.tree, true);
  const files = (entries ?? []).filter(({ type, path }) => type !== "tree" && isBelow(path, under));
  return new Map(files.map(({ path, sha: blob, mode }) => [path, { blob: blobShaSchema.parse(blob), mode }]));
}

function isBelow(path: string, under: string | undefined): boolean {
  return under === undefined || path === under || path.startsWith(`${under}/`);
}
