import type { components } from "@octokit/openapi-types";
import type { Commit, FileDiff, TreeEntry } from "../git/repository.ts";
import type { Repository } from "../state/entities.ts";
import type { World } from "../world.ts";
import { serializeCommit } from "./commit.ts";
import { apiUrl, pageUrl } from "./links.ts";
import { serializeFile } from "./pull-file.ts";
import { serializeVerification } from "./verification.ts";

type Schemas = components["schemas"];

/** A commit as `GET /repos/{owner}/{repo}/git/commits/{commit_sha}` answers it: git's own data only. */
export function serializeGitCommit(
  world: World,
  repository: Repository,
  commit: Commit,
): Schemas["git-commit"] {
  const api = apiUrl(world, repository);
  return {
    sha: commit.sha,
    node_id: `C_${commit.sha}`,
    url: `${api}/git/commits/${commit.sha}`,
    html_url: `${pageUrl(world, repository)}/commit/${commit.sha}`,
    author: commit.author,
    committer: commit.committer,
    message: commit.message,
    tree: { sha: commit.tree, url: `${api}/git/trees/${commit.tree}` },
    parents: commit.parents.map((sha) => ({
      sha,
      url: `${api}/git/commits/${sha}`,
      html_url: `${pageUrl(world, repository)}/commit/${sha}`,
    })),
    verification: serializeVerification(world, commit.sha),
  };
}

/** A single commit, with what it changed. */
export function serializeCommitWithFiles(
  world: World,
  repository: Repository,
  { commit, files }: { commit: Commit; files: readonly FileDiff[] },
): Schemas["commit"] {
  const additions = files.reduce((sum, file) => sum + file.additions, 0);
  const deletions = files.reduce((sum, file) => sum + file.deletions, 0);
  return {
    ...serializeCommit(world, repository, commit),
    stats: { additions, deletions, total: additions + deletions },
    files: files.map((file) => serializeFile(world, repository, { file, head: commit.sha })),
  };
}

export function serializeRef(
  world: World,
  repository: Repository,
  { ref, sha, type }: { ref: string; sha: string; type: string },
): Schemas["git-ref"] {
  const api = apiUrl(world, repository);
  return {
    ref,
    node_id: `REF_${repository.id}_${ref}`,
    url: `${api}/git/${ref}`,
    object: { sha, type, url: `${api}/git/${type}s/${sha}` },
  };
}

export function serializeTree(
  world: World,
  repository: Repository,
  { sha, entries, truncated }: { sha: string; entries: readonly TreeEntry[]; truncated: boolean },
): Schemas["git-tree"] {
  const api = apiUrl(world, repository);
  return {
    sha,
    url: `${api}/git/trees/${sha}`,
    tree: entries.map(({ path, mode, type, sha: id, bytes }) => ({
      path,
      mode,
      type,
      sha: id,
      ...(bytes === null ? {} : { size: bytes }),
      ...(type === "commit" ? {} : { url: `${api}/git/${type}s/${id}` }),
    })),
    truncated,
  };
}
