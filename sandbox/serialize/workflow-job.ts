import type { components } from "@octokit/openapi-types";
import type { Repository, WorkflowJob, WorkflowRun } from "../state/entities.ts";
import type { World } from "../world.ts";
import { apiUrl, pageUrl } from "./links.ts";

/** A job of a run, as the REST API and webhooks carry it. */
export function serializeWorkflowJob(
  world: World,
  { repository, run, job }: { repository: Repository; run: WorkflowRun; job: WorkflowJob },
) {
  const api = apiUrl(world, repository);
  return {
    id: job.id,
    run_id: run.id,
    run_url: `${api}/actions/runs/${run.id}`,
    run_attempt: job.runAttempt,
    node_id: `CR_${job.id}`,
    head_sha: run.headSha,
    head_branch: run.headBranch,
    url: `${api}/actions/jobs/${job.id}`,
    html_url: `${pageUrl(world, repository)}/actions/runs/${run.id}/job/${job.id}`,
    status: job.status,
    conclusion: job.conclusion,
    created_at: job.createdAt,
    started_at: job.startedAt,
    completed_at: job.completedAt,
    name: job.name,
    steps: job.steps.map((step) => ({
      name: step.name,
      status: step.status,
      conclusion: step.conclusion,
      number: step.number,
      started_at: step.startedAt,
      completed_at: step.completedAt,
    })),
    check_run_url: `${api}/check-runs/${job.id}`,
    labels: [...job.labels],
    runner_id: 1,
    runner_name: "sandbox",
    runner_group_id: 1,
    runner_group_name: "Default",
    workflow_name: run.name,
  } satisfies components["schemas"]["job"];
}
