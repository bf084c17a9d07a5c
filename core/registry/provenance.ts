import type { Policy, RegisterGrant } from "../policy/policy.ts";
import type { RunArtifact, WorkflowRun } from "../ports/training-runs.ts";
import { parseArtifactName } from "../run/artifact-name.ts";
import type { Run } from "../run/run.ts";

/**
 * Events whose workflow file and code come from a branch of the repository itself. A `pull_request` run executes
 * what somebody proposes, so its numbers are a claim, not evidence.
 */
export const TRUSTED_EVENTS: readonly string[] = [
  "push",
  "workflow_dispatch",
  "schedule",
  "repository_dispatch",
];

/** Why a run may not be registered: what was expected and found. */
export interface ProvenanceProblem {
  readonly subject: string;
  readonly expected: string;
  readonly found: string;
}

/** Whether the policy lets this workflow run register anything: the first problem, or none. */
export function checkWorkflowRun(run: WorkflowRun, policy: Policy): ProvenanceProblem | undefined {
  const { provenance, repository } = run;
  if (run.headRepositoryId !== repository.id) {
    return problem(
      "head repository",
      `id ${repository.id}`,
      `id ${run.headRepositoryId ?? "unknown"}, a fork`,
    );
  }
  if (!TRUSTED_EVENTS.includes(provenance.event)) {
    return problem("event", TRUSTED_EVENTS.join(" or "), provenance.event);
  }
  if (run.status !== "completed" || run.conclusion !== "success") {
    return problem(
      "conclusion",
      "completed with success",
      `${run.status}, ${run.conclusion ?? "no conclusion"}`,
    );
  }
  return grantsFor(run, policy).length > 0 ? undefined : explainMissingGrant(run, policy);
}

type Claim = string | number | null | undefined;

/** Whether the artifact and the record in it belong to the workflow run as GitHub describes it. */
export function checkRunRecord(
  workflowRun: WorkflowRun,
  artifact: RunArtifact,
  record: Run,
): ProvenanceProblem | undefined {
  const { provenance, repository } = workflowRun;
  const name = parseArtifactName(artifact.artifact.name);
  const claims: readonly (readonly [string, Claim, Claim])[] = [
    ["artifact's repository", repository.id, artifact.repositoryId],
    ["artifact's head repository", repository.id, artifact.headRepositoryId],
    ["run.json: status", "finished", record.status],
    ["run.json: source.repository.id", repository.id, record.source.repository?.id],
    ["run.json: source.commit", provenance.commit, record.source.commit],
    ["run.json: source.ref", `refs/heads/${provenance.branch}`, record.source.ref],
    ["run.json: trigger.event", provenance.event, record.trigger?.event],
    ["run.json: trigger.runId", provenance.runId, record.trigger?.runId],
    ["run.json: trigger.workflow.path", provenance.workflow, record.trigger?.workflow.path],
    ["run.json: experiment", name?.experiment, record.experiment],
    ["run.json: trigger.leg", name?.leg, record.trigger?.leg],
  ];
  const wrong = claims.find(([, expected, found]) => expected !== found);
  if (wrong !== undefined) return problem(wrong[0], String(wrong[1]), String(wrong[2] ?? "nothing"));
  const attempt = record.trigger?.runAttempt ?? 0;
  // A re-run of failed jobs keeps the artifacts of earlier attempts, so an earlier attempt is no contradiction.
  return attempt <= provenance.runAttempt
    ? undefined
    : problem("run.json: trigger.runAttempt", `at most ${provenance.runAttempt}`, String(attempt));
}

/** Whether a grant that fits the workflow run allows this model. */
export function checkModelGrant(
  run: WorkflowRun,
  policy: Policy,
  model: string,
): ProvenanceProblem | undefined {
  const allowed = grantsFor(run, policy).some(({ models }) => models?.some((name) => name === model) ?? true);
  return allowed
    ? undefined
    : problem("model", "a model that access.register grants to this workflow", model);
}

function grantsFor({ repository, provenance }: WorkflowRun, policy: Policy): readonly RegisterGrant[] {
  return policy.access.register.filter(
    (grant) =>
      sameRepository(grant.repository, repository.fullName) &&
      grant.branches.includes(provenance.branch) &&
      grant.workflows.includes(provenance.workflow),
  );
}

function explainMissingGrant({ repository, provenance }: WorkflowRun, policy: Policy): ProvenanceProblem {
  const grants = policy.access.register.filter((g) => sameRepository(g.repository, repository.fullName));
  if (grants.length === 0) {
    return problem("repository", "one that access.register names", repository.fullName);
  }
  const branches = grants.flatMap((grant) => grant.branches);
  if (!branches.includes(provenance.branch)) {
    return problem("branch", branches.join(" or "), provenance.branch);
  }
  const workflows = grants.flatMap((grant) => grant.workflows);
  return problem("workflow", workflows.join(" or "), `${provenance.workflow} on ${provenance.branch}`);
}

/** GitHub's names are equal in any case. */
export function sameRepository(a: string, b: string): boolean {
  return a.toLowerCase() === b.toLowerCase();
}

function problem(subject: string, expected: string, found: string): ProvenanceProblem {
  return { subject, expected, found };
}
