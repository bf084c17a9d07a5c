import { deleteArtifact, isExpired } from "../actions/artifacts/artifacts.ts";
import { signUrl } from "../actions/artifacts/signing.ts";
import { ApiError, type Call, paged, type Reply, type Route } from "../http/route.ts";
import { serializeArtifact } from "../serialize/artifact.ts";
import type { Artifact } from "../state/entities.ts";
import { findRun, READ_ACTIONS, WRITE_ACTIONS } from "./actions-runs.ts";

export const actionsArtifactRoutes: readonly Route[] = [
  {
    method: "GET",
    path: "/repos/{owner}/{repo}/actions/artifacts",
    needs: READ_ACTIONS,
    handler: (call) => list(call, artifactsOf(call)),
  },
  {
    method: "GET",
    path: "/repos/{owner}/{repo}/actions/runs/{run_id}/artifacts",
    needs: READ_ACTIONS,
    handler(call) {
      const run = findRun(call);
      const ofRun = artifactsOf(call).filter((artifact) => artifact.runId === run.id);
      return list(call, ofRun);
    },
  },
  {
    method: "GET",
    path: "/repos/{owner}/{repo}/actions/artifacts/{artifact_id}",
    needs: READ_ACTIONS,
    handler: (call) => ({
      status: 200,
      body: serializeArtifact(call.world, call.repository, findArtifact(call)),
    }),
  },
  {
    method: "GET",
    path: "/repos/{owner}/{repo}/actions/artifacts/{artifact_id}/{archive_format}",
    needs: READ_ACTIONS,
    handler: download,
  },
  {
    method: "DELETE",
    path: "/repos/{owner}/{repo}/actions/artifacts/{artifact_id}",
    needs: WRITE_ACTIONS,
    async handler(call) {
      await deleteArtifact(call.world, findArtifact(call));
      return { status: 204 };
    },
  },
];

/** Finished artifacts of the repository, newest first, by `name` when it is asked for. */
function artifactsOf(call: Call): readonly Artifact[] {
  const name = call.query.get("name");
  return call.world.state.artifacts
    .filter((artifact) => artifact.repositoryId === call.repository.id && artifact.finalized)
    .filter((artifact) => name === null || artifact.name === name)
    .toSorted((a, b) => b.id - a.id);
}

function list(call: Call, artifacts: readonly Artifact[]): Reply {
  const serialize = (artifact: Artifact) => serializeArtifact(call.world, call.repository, artifact);
  return paged(call, artifacts, serialize, (page, total) => ({ total_count: total, artifacts: page }));
}

function findArtifact(call: Call): Artifact {
  const id = Number(call.params.artifact_id);
  const artifact = call.world.state.artifacts.find(
    (candidate) =>
      candidate.id === id && candidate.repositoryId === call.repository.id && candidate.finalized,
  );
  if (artifact === undefined) throw new ApiError(404, "Not Found");
  return artifact;
}

/** Nobody downloads without a name, even from a public repository. */
function download(call: Call): Reply {
  const artifact = findArtifact(call);
  if (call.caller.kind === "anonymous") throw new ApiError(401, "Requires authentication");
  if (call.params.archive_format !== "zip") throw new ApiError(404, "Not Found");
  if (isExpired(call.world, artifact)) throw new ApiError(410, "Artifact has expired");
  return {
    status: 302,
    headers: { location: signUrl(call.world, { kind: "artifact", id: artifact.id }, "read") },
  };
}
