import type { components } from "@octokit/openapi-types";
import { isExpired } from "../actions/artifacts/artifacts.ts";
import type { Artifact, Repository } from "../state/entities.ts";
import type { World } from "../world.ts";
import { apiUrl } from "./links.ts";

/** A finished artifact as `GET /repos/{owner}/{repo}/actions/artifacts/{artifact_id}` answers it. */
export function serializeArtifact(
  world: World,
  repository: Repository,
  artifact: Artifact,
): components["schemas"]["artifact"] {
  const url = `${apiUrl(world, repository)}/actions/artifacts/${artifact.id}`;
  const run = world.state.workflowRuns.find((candidate) => candidate.id === artifact.runId);
  return {
    id: artifact.id,
    node_id: `MDg6QXJ0aWZhY3Q${artifact.id}`,
    name: artifact.name,
    size_in_bytes: artifact.bytes,
    url,
    archive_download_url: `${url}/zip`,
    expired: isExpired(world, artifact),
    digest: artifact.digest,
    created_at: artifact.createdAt,
    updated_at: artifact.createdAt,
    expires_at: artifact.expiresAt,
    workflow_run:
      run === undefined
        ? null
        : {
            id: run.id,
            repository_id: run.repositoryId,
            head_repository_id: run.headRepositoryId,
            head_branch: run.headBranch,
            head_sha: run.headSha,
          },
  };
}
