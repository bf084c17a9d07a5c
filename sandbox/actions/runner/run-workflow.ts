import type { WorkflowJob, WorkflowRun } from "../../state/entities.ts";
import type { World } from "../../world.ts";
import { liveRuns } from "../live-runs.ts";
import { executeJob } from "./execute-job.ts";
import { githubContext } from "./github-context.ts";
import {
  type FinishedJob,
  type JobPlan,
  orderJobs,
  type PlanContext,
  type PlannedJob,
  planJob,
} from "./job-plan.ts";
import type { Attempt, JobResult, RunnerHost, RunOptions, WorkflowResult } from "./run-contract.ts";
import { type Conclusion, changeRun, createJob, createRun, endJob } from "./run-state.ts";
import type { Trigger } from "./trigger.ts";
import type { JobDefinition, Workflow } from "./workflow.ts";

/**
 * Runs a workflow that a trigger started: creates the run, its jobs with their check runs, and all the webhooks that
 * GitHub sends on the way. Jobs run one after the other. Failing is a result, never a throw.
 */
export async function executeWorkflow(
  host: RunnerHost,
  workflow: Workflow,
  { trigger, ...options }: RunOptions & { readonly trigger: Trigger },
): Promise<WorkflowResult> {
  const run = createRun(host.world, trigger, workflow);
  return runAttempt({ host, workflow, trigger, run, options });
}

/** Starts an attempt and puts it where it can be cancelled, waited for and run again. */
function runAttempt(wanted: Omit<Attempt, "signal">): Promise<WorkflowResult> {
  const { host, run, options } = wanted;
  const controller = new AbortController();
  const signals = options.signal === undefined ? [controller.signal] : [options.signal, controller.signal];
  run.runAttempt = attemptsOf(host.world, run) + 1;
  const ended = runJobs({ ...wanted, signal: AbortSignal.any(signals) });
  liveRuns(host.world).set(run.id, {
    ended,
    cancel: () => controller.abort(),
    rerun() {
      const { signal: _ended, ...again } = options;
      // Whoever waits for the attempt sees its error; nobody has to wait.
      runAttempt({ ...wanted, options: again }).catch(() => undefined);
    },
  });
  return ended;
}

async function runJobs(attempt: Attempt): Promise<WorkflowResult> {
  const { host, workflow, run } = attempt;
  await changeRun(host.world, run, { action: "requested", status: "queued", conclusion: null });
  await changeRun(host.world, run, { action: "in_progress", status: "in_progress" });
  const finished = new Map<string, FinishedJob>();
  const jobs: JobResult[] = [];
  for (const definition of orderJobs(workflow.jobs)) {
    const { results, job } = await runDefinition(attempt, definition, finished);
    jobs.push(...results);
    finished.set(definition.key, job);
  }
  const conclusion = conclude(attempt, [...finished.values()]);
  await changeRun(host.world, run, { action: "completed", status: "completed", conclusion });
  return { run, conclusion, jobs };
}

function attemptsOf(world: World, run: WorkflowRun): number {
  const jobs = world.state.workflowJobs.filter((job) => job.runId === run.id);
  return Math.max(0, ...jobs.map((job) => job.runAttempt));
}

/** Runs all combinations of a job and makes of them what later jobs see. */
async function runDefinition(
  attempt: Attempt,
  definition: JobDefinition,
  finished: ReadonlyMap<string, FinishedJob>,
): Promise<{ readonly results: readonly JobResult[]; readonly job: FinishedJob }> {
  const plan = planJob(definition, planContext(attempt, finished));
  const rows = plan.jobs.map((planned) => ({
    planned,
    row: createJob(attempt.host.world, attempt.run, planned.name, planned.labels),
  }));
  const results: JobResult[] = [];
  for (const { planned, row } of rows) {
    const stop = stopReason(attempt, plan, results);
    results.push(
      stop === null
        ? await executeJob(attempt, { definition, planned, row, finished })
        : leaveOut(attempt, { definition, planned, row, conclusion: stop }),
    );
  }
  const failedBefore = definition.needs.some((need) => finished.get(need)?.failedInChain === true);
  const result = worstOf(results.map((each, index) => tolerated(each, plan.jobs[index])));
  const outputs = Object.assign({}, ...results.map((each) => each.outputs));
  return { results, job: { result, outputs, failedInChain: failedBefore || result === "failure" } };
}

function planContext(attempt: Attempt, finished: ReadonlyMap<string, FinishedJob>): PlanContext {
  const { host, trigger, run } = attempt;
  const github = githubContext(host.world, trigger, { run, key: "", workspace: "", eventPath: "" });
  return {
    github: { ...github, event: trigger.payload },
    inputs: trigger.inputs,
    finished,
    isCancelled: attempt.signal.aborted,
  };
}

/** Why a planned job does not run at all. */
function stopReason(
  attempt: Attempt,
  plan: JobPlan,
  before: readonly JobResult[],
): "skipped" | "cancelled" | null {
  if (plan.isSkipped) return "skipped";
  const hasFailed = before.some((each, index) => tolerated(each, plan.jobs[index]) === "failure");
  return attempt.signal.aborted || (plan.failsFast && hasFailed) ? "cancelled" : null;
}

function leaveOut(
  { host, run }: Attempt,
  left: {
    readonly definition: JobDefinition;
    readonly planned: PlannedJob;
    readonly row: WorkflowJob;
    readonly conclusion: "skipped" | "cancelled";
  },
): JobResult {
  const { definition, planned, row, conclusion } = left;
  endJob(host.world, run, { job: row, conclusion, steps: [] });
  return { id: row.id, key: definition.key, name: planned.name, conclusion, outputs: {}, steps: [], log: [] };
}

function tolerated(result: JobResult, planned: PlannedJob | undefined): Conclusion {
  return result.conclusion === "failure" && planned?.toleratesFailure === true
    ? "success"
    : result.conclusion;
}

function worstOf(conclusions: readonly Conclusion[]): Conclusion {
  const order: readonly Conclusion[] = ["failure", "cancelled", "success", "skipped"];
  return order.find((conclusion) => conclusions.includes(conclusion)) ?? "success";
}

function conclude(attempt: Attempt, jobs: readonly FinishedJob[]): WorkflowResult["conclusion"] {
  const worst = worstOf(jobs.map((job) => job.result));
  if (attempt.signal.aborted || worst === "cancelled") return "cancelled";
  return worst === "failure" ? "failure" : "success";
}
