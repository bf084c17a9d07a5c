import type { components } from "@octokit/openapi-types";
import type { CommitStatus, Repository } from "../state/entities.ts";
import type { World } from "../world.ts";
import { simpleUser } from "./actor.ts";
import { apiUrl } from "./links.ts";
import { serializeRepositoryBrief } from "./repository.ts";

type Schemas = components["schemas"];

export function serializeStatus(
  world: World,
  repository: Repository,
  status: CommitStatus,
): Schemas["status"] {
  return { ...serializeSimple(world, repository, status), creator: simpleUser(world, status.creatorId) };
}

/** All that was said about a commit in one answer: `statuses` holds the newest of each context. */
export function serializeCombined(
  world: World,
  repository: Repository,
  combined: { sha: string; statuses: readonly CommitStatus[]; page: readonly CommitStatus[] },
): Schemas["combined-commit-status"] {
  const commit = `${apiUrl(world, repository)}/commits/${combined.sha}`;
  return {
    state: combinedState(combined.statuses),
    statuses: combined.page.map((status) => serializeSimple(world, repository, status)),
    sha: combined.sha,
    total_count: combined.statuses.length,
    repository: serializeRepositoryBrief(world, repository),
    commit_url: commit,
    url: `${commit}/status`,
  };
}

/** GitHub's rule: any failure or error fails, anything pending (or nothing at all) is pending. */
function combinedState(statuses: readonly CommitStatus[]): "failure" | "pending" | "success" {
  if (statuses.some((status) => status.state === "failure" || status.state === "error")) return "failure";
  if (statuses.length === 0 || statuses.some((status) => status.state === "pending")) return "pending";
  return "success";
}

function serializeSimple(
  world: World,
  repository: Repository,
  status: CommitStatus,
): Schemas["simple-commit-status"] {
  return {
    id: status.id,
    node_id: `SC_${status.id}`,
    url: `${apiUrl(world, repository)}/statuses/${status.sha}`,
    avatar_url: simpleUser(world, status.creatorId).avatar_url,
    state: status.state,
    description: status.description,
    target_url: status.targetUrl,
    context: status.context,
    created_at: status.createdAt,
    updated_at: status.createdAt,
  };
}
