import { createCheckRun, updateCheckRun } from "../../pulls/check-runs.ts";
import { pageUrl } from "../../serialize/links.ts";
import { serializeWorkflowJob } from "../../serialize/workflow-job.ts";
import { serializeWorkflow, serializeWorkflowRun } from "../../serialize/workflow-run.ts";
import type { WorkflowJob, WorkflowRun } from "../../state/entities.ts";
import { appById, repositoryById } from "../../state/find.ts";
import type { World } from "../../world.ts";
import type { StepResult } from "./run-job.ts";
import type { Trigger } from "./trigger.ts";

/** GitHub's own App, whose check runs the jobs of workflows are. */
const ACTIONS_APP_ID = 15368;

/** Writes a new run into the state; it is told of when it is `requested`. */
export function createRun(
  world: World,
  trigger: Trigger,
  workflow: { path: string; name: string },
): WorkflowRun {
  const { repository } = trigger;
  const earlier = world.state.workflowRuns.filter(
    (run) => run.repositoryId === repository.id && run.path === workflow.path,
  );
  const run: WorkflowRun = {
    id: world.nextId(),
    repositoryId: repository.id,
    headRepositoryId: trigger.headRepositoryId,
    name: workflow.name,
    path: workflow.path,
    event: trigger.event,
    headBranch: trigger.headBranch,
    headSha: trigger.headSha,
    actorId: trigger.actorId,
    runNumber: earlier.length + 1,
    runAttempt: 1,
    status: "queued",
    conclusion: null,
    pullNumber: trigger.pull?.number ?? null,
    createdAt: world.now(),
    updatedAt: world.now(),
  };
  world.state.workflowRuns.push(run);
  world.save();
  return run;
}

/** Changes a run and tells its subscribers. */
export async function changeRun(
  world: World,
  run: WorkflowRun,
  change: Partial<Pick<WorkflowRun, "status" | "conclusion" | "runAttempt">> & { readonly action: RunAction },
): Promise<void> {
  const { action, ...fields } = change;
  Object.assign(run, fields, { updatedAt: world.now() });
  world.save();
  world.emit({
    event: "workflow_run",
    action,
    repositoryId: run.repositoryId,
    senderId: run.actorId,
    payload: {
      action,
      workflow_run: await serializeWorkflowRun(world, run),
      workflow: serializeWorkflow(world, run),
    },
  });
}

export type RunAction = "requested" | "in_progress" | "completed";

/** Starts a job: it is a check run of GitHub's own App on the run's head commit, and has that one's number. */
export function createJob(
  world: World,
  run: WorkflowRun,
  name: string,
  labels: readonly string[],
): WorkflowJob {
  const repository = repositoryById(world.state, run.repositoryId);
  const { botId } = appById(world.state, ACTIONS_APP_ID);
  const check = createCheckRun(world, repository, {
    appId: ACTIONS_APP_ID,
    actorId: botId,
    name,
    headSha: run.headSha,
    fields: { status: "queued", details_url: `${pageUrl(world, repository)}/actions/runs/${run.id}` },
  });
  const job: WorkflowJob = {
    id: check.id,
    repositoryId: run.repositoryId,
    runId: run.id,
    runAttempt: run.runAttempt,
    name,
    labels,
    status: "queued",
    conclusion: null,
    createdAt: world.now(),
    startedAt: world.now(),
    completedAt: null,
    steps: [],
  };
  world.state.workflowJobs.push(job);
  emitJob(world, run, job, "queued");
  return job;
}

export function startJob(world: World, run: WorkflowRun, job: WorkflowJob): void {
  job.status = "in_progress";
  job.startedAt = world.now();
  updateCheck(world, job, { status: "in_progress", started_at: job.startedAt });
  emitJob(world, run, job, "in_progress");
}

export function endJob(
  world: World,
  run: WorkflowRun,
  { job, conclusion, steps }: { job: WorkflowJob; conclusion: Conclusion; steps: readonly StepResult[] },
): void {
  job.status = "completed";
  job.conclusion = conclusion;
  job.completedAt = world.now();
  job.steps = steps.map((step, index) => ({
    name: step.name,
    number: index + 1,
    status: "completed",
    conclusion: step.conclusion,
    startedAt: step.startedAt,
    completedAt: step.completedAt,
  }));
  updateCheck(world, job, { status: "completed", conclusion, completed_at: job.completedAt });
  emitJob(world, run, job, "completed");
}

export type Conclusion = NonNullable<WorkflowJob["conclusion"]>;

function updateCheck(
  world: World,
  job: WorkflowJob,
  fields: Parameters<typeof updateCheckRun>[2]["fields"],
): void {
  const check = world.state.checkRuns.find((candidate) => candidate.id === job.id);
  const { botId } = appById(world.state, ACTIONS_APP_ID);
  if (check !== undefined) updateCheckRun(world, check, { fields, actorId: botId });
}

function emitJob(world: World, run: WorkflowRun, job: WorkflowJob, action: string): void {
  world.save();
  const repository = repositoryById(world.state, run.repositoryId);
  world.emit({
    event: "workflow_job",
    action,
    repositoryId: run.repositoryId,
    senderId: run.actorId,
    payload: { action, workflow_job: serializeWorkflowJob(world, { repository, run, job }) },
  });
}
