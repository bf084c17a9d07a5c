import type { components } from "@octokit/openapi-types";
import type { FileDiff } from "../git/repository.ts";
import type { Repository } from "../state/entities.ts";
import type { World } from "../world.ts";
import { apiUrl, pageUrl } from "./links.ts";

/** A changed file of a pull request; binary and very large files have no patch. */
export function serializeFile(
  world: World,
  repository: Repository,
  { file, head }: { file: FileDiff; head: string },
): components["schemas"]["diff-entry"] {
  const path = file.path.split("/").map(encodeURIComponent).join("/");
  const page = pageUrl(world, repository);
  return {
    sha: file.sha,
    filename: file.path,
    status: file.status,
    additions: file.additions,
    deletions: file.deletions,
    changes: file.additions + file.deletions,
    blob_url: `${page}/blob/${head}/${path}`,
    raw_url: `${page}/raw/${head}/${path}`,
    contents_url: `${apiUrl(world, repository)}/contents/${path}?ref=${head}`,
    ...(file.patch === null ? {} : { patch: file.patch }),
    ...(file.previousPath === null ? {} : { previous_filename: file.previousPath }),
  };
}
