import type { components } from "@octokit/openapi-types";
import type { Commit, GitRepository } from "../git/repository.ts";
import { resolveCommit } from "../git/resolve-commit.ts";
import { ApiError, type Call, paged, type Reply, type Route } from "../http/route.ts";
import { serializeCommit } from "../serialize/commit.ts";
import { serializeCommitWithFiles } from "../serialize/git.ts";
import { apiUrl, pageUrl } from "../serialize/links.ts";
import { serializeFile } from "../serialize/pull-file.ts";
import { findUser, userOfEmail } from "../state/find.ts";
import { READ_CONTENTS } from "./needs.ts";

const ROOT = "/repos/{owner}/{repo}";

/** https://docs.github.com/rest/commits/commits: a comparison or a commit lists at most this many files. */
export const MAX_COMPARED_FILES = 300;
/** A comparison lists 250 commits unless it is asked for pages. */
export const MAX_COMPARED_COMMITS = 250;
const EMPTY_TREE = "4b825dc642cb6eb9a060e54bf8d69288fbee4904";

export const commitRoutes: readonly Route[] = [
  { method: "GET", path: `${ROOT}/commits`, needs: READ_CONTENTS, handler: listCommits },
  { method: "GET", path: `${ROOT}/commits/{ref}`, needs: READ_CONTENTS, handler: getCommit },
  { method: "GET", path: `${ROOT}/compare/{basehead}`, needs: READ_CONTENTS, handler: compare },
];

async function listCommits(call: Call): Promise<Reply> {
  const git = gitOf(call);
  const start = await resolveCommit(git, call.query.get("sha") || call.repository.defaultBranch);
  if (start === null) throw new ApiError(404, "Not Found");
  const path = call.query.get("path");
  const since = call.query.get("since");
  const until = call.query.get("until");
  const ids = await git.history(start.sha, {
    ...(path === null ? {} : { path }),
    ...(since === null ? {} : { since }),
    ...(until === null ? {} : { until }),
  });
  const commits = await commitsOf(git, ids);
  return paged(call, byAuthor(call, commits), (commit) =>
    serializeCommit(call.world, call.repository, commit),
  );
}

/** By login or by address, as `?author=` takes either. */
function byAuthor(call: Call, commits: readonly Commit[]): readonly Commit[] {
  const author = call.query.get("author");
  if (author === null) return commits;
  const { state } = call.world;
  const account = findUser(state, author);
  return commits.filter(
    (commit) =>
      commit.author.email === author ||
      (account !== undefined && userOfEmail(state, commit.author.email)?.id === account.id),
  );
}

async function getCommit(call: Call): Promise<Reply> {
  const git = gitOf(call);
  const name = call.params.ref ?? "";
  const commit = await resolveCommit(git, name);
  if (commit === null) throw new ApiError(422, `No commit found for SHA: ${name}`);
  if (call.headers.accept?.includes("sha") === true) {
    return {
      status: 200,
      bytes: Buffer.from(commit.sha),
      headers: { "content-type": "application/vnd.github.sha" },
    };
  }
  const parent = commit.parents[0] === undefined ? null : await git.commit(commit.parents[0]);
  const files = (await git.diff(parent?.tree ?? EMPTY_TREE, commit.tree)).slice(0, MAX_COMPARED_FILES);
  return { status: 200, body: serializeCommitWithFiles(call.world, call.repository, { commit, files }) };
}

/** `base...head`; the files are those of the head against the merge base. */
async function compare(call: Call): Promise<Reply> {
  const git = gitOf(call);
  const [baseName = "", headName = ""] = (call.params.basehead ?? "").split(/\.{2,3}/);
  const base = await resolveCommit(git, localName(baseName));
  const head = await resolveCommit(git, localName(headName));
  if (base === null || head === null) throw new ApiError(404, "Not Found");
  const mergeBaseSha = await git.mergeBase(base.sha, head.sha);
  const mergeBase = mergeBaseSha === null ? null : await git.commit(mergeBaseSha);
  if (mergeBase === null) throw new ApiError(404, "No common ancestor between the two commits");
  const ahead = await git.log(base.sha, head.sha);
  const behind = await git.log(head.sha, base.sha);
  const files = await git.diff(mergeBase.tree, head.tree);
  return describeComparison(call, {
    base,
    mergeBase,
    ahead,
    behindBy: behind.length,
    files: files
      .slice(0, MAX_COMPARED_FILES)
      .map((file) => serializeFile(call.world, call.repository, { file, head: head.sha })),
  });
}

interface Comparison {
  readonly base: Commit;
  readonly mergeBase: Commit;
  readonly ahead: readonly Commit[];
  readonly behindBy: number;
  readonly files: components["schemas"]["diff-entry"][];
}

function describeComparison(call: Call, { base, mergeBase, ahead, behindBy, files }: Comparison): Reply {
  const { world, repository } = call;
  const basehead = call.params.basehead ?? "";
  const html = `${pageUrl(world, repository)}/compare/${basehead}`;
  const isPaged = call.query.has("page") || call.query.has("per_page");
  const shown = isPaged ? ahead : ahead.slice(0, MAX_COMPARED_COMMITS);
  const wrap = (
    commits: readonly components["schemas"]["commit"][],
  ): components["schemas"]["commit-comparison"] => ({
    url: `${apiUrl(world, repository)}/compare/${basehead}`,
    html_url: html,
    permalink_url: html,
    diff_url: `${html}.diff`,
    patch_url: `${html}.patch`,
    base_commit: serializeCommit(world, repository, base),
    merge_base_commit: serializeCommit(world, repository, mergeBase),
    status: statusOf(ahead.length, behindBy),
    ahead_by: ahead.length,
    behind_by: behindBy,
    total_commits: ahead.length,
    commits: [...commits],
    files,
  });
  const serialize = (commit: Commit) => serializeCommit(world, repository, commit);
  return isPaged ? paged(call, shown, serialize, wrap) : { status: 200, body: wrap(shown.map(serialize)) };
}

function statusOf(ahead: number, behind: number): components["schemas"]["commit-comparison"]["status"] {
  if (ahead > 0) return behind > 0 ? "diverged" : "ahead";
  return behind > 0 ? "behind" : "identical";
}

/** `owner:branch` names a branch of a fork; within one repository the owner says nothing. */
function localName(name: string): string {
  return name.replace(/^[^/:]+:/, "");
}

async function commitsOf(git: GitRepository, ids: readonly string[]): Promise<readonly Commit[]> {
  const commits = await Promise.all(ids.map((id) => git.commit(id)));
  return commits.filter((commit) => commit !== null);
}

function gitOf(call: Call): GitRepository {
  return call.world.git(call.repository);
}
