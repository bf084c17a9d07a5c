import { signUrl } from "../actions/artifacts/signing.ts";
import { liveRuns } from "../actions/live-runs.ts";
import { ApiError, type Call, paged, type Reply, type Route } from "../http/route.ts";
import { serializeWorkflowJob } from "../serialize/workflow-job.ts";
import { serializeWorkflowRun, workflowId } from "../serialize/workflow-run.ts";
import type { WorkflowJob, WorkflowRun } from "../state/entities.ts";
import { userById } from "../state/find.ts";

export const READ_ACTIONS = { permission: "actions", level: "read" } as const;
export const WRITE_ACTIONS = { permission: "actions", level: "write" } as const;

const RUN = "/repos/{owner}/{repo}/actions/runs/{run_id}";

export const actionsRunRoutes: readonly Route[] = [
  { method: "GET", path: "/repos/{owner}/{repo}/actions/runs", needs: READ_ACTIONS, handler: listRuns },
  {
    method: "GET",
    path: "/repos/{owner}/{repo}/actions/workflows/{workflow_id}/runs",
    needs: READ_ACTIONS,
    handler: listRuns,
  },
  { method: "GET", path: RUN, needs: READ_ACTIONS, handler: getRun },
  { method: "GET", path: `${RUN}/attempts/{attempt_number}`, needs: READ_ACTIONS, handler: getRun },
  { method: "GET", path: `${RUN}/jobs`, needs: READ_ACTIONS, handler: listJobs },
  { method: "GET", path: `${RUN}/attempts/{attempt_number}/jobs`, needs: READ_ACTIONS, handler: listJobs },
  {
    method: "GET",
    path: "/repos/{owner}/{repo}/actions/jobs/{job_id}",
    needs: READ_ACTIONS,
    handler: getJob,
  },
  {
    method: "GET",
    path: "/repos/{owner}/{repo}/actions/jobs/{job_id}/logs",
    needs: READ_ACTIONS,
    handler: getLog,
  },
  { method: "POST", path: `${RUN}/cancel`, needs: WRITE_ACTIONS, handler: cancel },
  { method: "POST", path: `${RUN}/rerun`, needs: WRITE_ACTIONS, handler: rerun },
];

/** The run of `{run_id}`, in the repository of the call. */
export function findRun(call: Call): WorkflowRun {
  const id = Number(call.params.run_id);
  const run = call.world.state.workflowRuns.find(
    (candidate) => candidate.id === id && candidate.repositoryId === call.repository.id,
  );
  if (run === undefined) throw new ApiError(404, "Not Found");
  return run;
}

async function listRuns(call: Call): Promise<Reply> {
  const runs = call.world.state.workflowRuns
    .filter((run) => run.repositoryId === call.repository.id && isAskedFor(call, run))
    .toSorted((a, b) => b.id - a.id);
  // Only the runs of the page that is asked for are written out: each needs its commit read.
  const asked: WorkflowRun[] = [];
  const reply = paged(call, runs, (run) => asked.push(run));
  const bodies = await Promise.all(asked.map((run) => serializeWorkflowRun(call.world, run)));
  return { ...reply, body: { total_count: runs.length, workflow_runs: bodies } };
}

/** `status` takes conclusions, too, as on GitHub. */
function isAskedFor(call: Call, run: WorkflowRun): boolean {
  const { workflow_id: workflow } = call.params;
  const isWorkflow =
    workflow === undefined || workflow === String(workflowId(run)) || run.path.endsWith(`/${workflow}`);
  const actual: Readonly<Record<string, readonly (string | null)[]>> = {
    event: [run.event],
    branch: [run.headBranch],
    head_sha: [run.headSha],
    status: [run.status, run.conclusion],
    actor: [userById(call.world.state, run.actorId).login],
  };
  const isWanted = Object.entries(actual).every(([name, values]) => {
    const wanted = call.query.get(name);
    return wanted === null || values.includes(wanted);
  });
  return isWorkflow && isWanted;
}

async function getRun(call: Call): Promise<Reply> {
  const run = findRun(call);
  const attempt = Number(call.params.attempt_number ?? run.runAttempt);
  if (attempt > run.runAttempt) throw new ApiError(404, "Not Found");
  return { status: 200, body: await serializeWorkflowRun(call.world, run) };
}

/** Jobs of the newest attempt, of a named one, or with `filter=all` of all. */
function listJobs(call: Call): Reply {
  const run = findRun(call);
  const attempt = Number(call.params.attempt_number ?? run.runAttempt);
  const isAll = call.params.attempt_number === undefined && call.query.get("filter") === "all";
  const jobs = call.world.state.workflowJobs.filter(
    (job) => job.runId === run.id && (isAll || job.runAttempt === attempt),
  );
  const serialize = (job: WorkflowJob) =>
    serializeWorkflowJob(call.world, { repository: call.repository, run, job });
  return paged(call, jobs, serialize, (page, total) => ({ total_count: total, jobs: page }));
}

function findJob(call: Call): { readonly run: WorkflowRun; readonly job: WorkflowJob } {
  const { state } = call.world;
  const job = state.workflowJobs.find((candidate) => candidate.id === Number(call.params.job_id));
  const run = state.workflowRuns.find((candidate) => candidate.id === job?.runId);
  if (job === undefined || run?.repositoryId !== call.repository.id) throw new ApiError(404, "Not Found");
  return { run, job };
}

function getJob(call: Call): Reply {
  return {
    status: 200,
    body: serializeWorkflowJob(call.world, { repository: call.repository, ...findJob(call) }),
  };
}

function getLog(call: Call): Reply {
  const { job } = findJob(call);
  return { status: 302, headers: { location: signUrl(call.world, { kind: "log", id: job.id }, "read") } };
}

function cancel(call: Call): Reply {
  const run = findRun(call);
  const live = liveRuns(call.world).get(run.id);
  if (run.status === "completed" || live === undefined) {
    throw new ApiError(409, "Cannot cancel a workflow run that is completed");
  }
  live.cancel();
  return { status: 202, body: {} };
}

function rerun(call: Call): Reply {
  const run = findRun(call);
  const live = liveRuns(call.world).get(run.id);
  if (run.status !== "completed") throw new ApiError(403, "The workflow run is already running");
  if (live === undefined) throw new ApiError(403, "The workflow run cannot be retried");
  live.rerun();
  return { status: 201, body: {} };
}
