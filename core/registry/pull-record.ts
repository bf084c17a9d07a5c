import type { RunArtifact, WorkflowRun } from "../ports/training-runs.ts";
import { parseArtifactName } from "../run/artifact-name.ts";
import type { Run } from "../run/run.ts";
import type { ProvenanceProblem } from "./provenance.ts";

type Claim = string | number | null | undefined;

/**
 * Whether the record of a pull request's run claims what GitHub says of the workflow run. That makes it no truer: it keeps
 * one record from passing for another's. The pull request that it names is not looked at, here or anywhere.
 */
export function checkPullRecord(
  { repository, provenance }: WorkflowRun,
  artifact: RunArtifact,
  record: Run,
): ProvenanceProblem | undefined {
  const name = parseArtifactName(artifact.artifact.name);
  const claims: readonly (readonly [string, Claim, Claim])[] = [
    ["artifact's repository", repository.id, artifact.repositoryId],
    ["run.json: source.repository.id", repository.id, record.source.repository?.id],
    ["run.json: source.repository.fullName", repository.fullName, record.source.repository?.fullName],
    ["run.json: source.headCommit", provenance.commit, record.source.headCommit],
    ["run.json: trigger.event", provenance.event, record.trigger?.event],
    ["run.json: trigger.runId", provenance.runId, record.trigger?.runId],
    ["run.json: trigger.workflow.path", provenance.workflow, record.trigger?.workflow.path],
    ["run.json: experiment", name?.experiment, record.experiment],
    ["run.json: trigger.leg", name?.leg, record.trigger?.leg],
  ];
  const wrong = claims.find(([, expected, found]) => expected !== found);
  if (wrong === undefined) return undefined;
  return { subject: wrong[0], expected: String(wrong[1]), found: String(wrong[2] ?? "nothing") };
}
