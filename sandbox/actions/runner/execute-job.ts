import { mkdir, rm, writeFile } from "node:fs/promises";
import { dirname, join } from "node:path";
import type { WorkflowJob } from "../../state/entities.ts";
import { createRuntimeToken } from "../artifacts/signing.ts";
import { writeJobLog } from "../job-log.ts";
import { githubContext } from "./github-context.ts";
import { type FinishedJobs, needsContext, type PlannedJob } from "./job-plan.ts";
import type { JobFolders, JobSession } from "./job-session.ts";
import { createOutput, type Output } from "./output.ts";
import { tokenPermissions } from "./permissions.ts";
import type { Attempt, JobResult } from "./run-contract.ts";
import { runJob } from "./run-job.ts";
import { endJob, startJob } from "./run-state.ts";
import { property } from "./template.ts";
import type { JobDefinition } from "./workflow.ts";

interface JobToRun {
  readonly definition: JobDefinition;
  readonly planned: PlannedJob;
  readonly row: WorkflowJob;
  readonly finished: FinishedJobs;
}

/** Runs one job in folders of its own and keeps its log. */
export async function executeJob(attempt: Attempt, job: JobToRun): Promise<JobResult> {
  const { host, run, workflow, options } = attempt;
  const { definition, planned, row } = job;
  const root = join(host.world.folder, "runner", String(run.id), String(row.id));
  const log: string[] = [];
  const output = createOutput(({ step, text }) => {
    log.push(text);
    options.onLine?.({ job: planned.name, step, text });
  });
  const session = await createSession(attempt, job, { root, output });
  startJob(host.world, run, row);
  const outcome = await runJob({ session, definition, workflow, now: () => host.world.now() });
  await writeJobLog(host.world, row.id, log);
  if (options.keepFolders !== true) await rm(root, { recursive: true, force: true });
  endJob(host.world, run, { job: row, ...outcome });
  return { id: row.id, key: definition.key, name: planned.name, log, ...outcome };
}

async function createSession(
  attempt: Attempt,
  { definition, planned, row, finished }: JobToRun,
  { root, output }: { readonly root: string; readonly output: Output },
): Promise<JobSession> {
  const { host, trigger, run, options, workflow } = attempt;
  const { world } = host;
  const folders = foldersBelow(root, trigger.repository.name);
  const eventPath = join(folders.temp, "_github_workflow", "event.json");
  await mkdir(dirname(eventPath), { recursive: true });
  await writeFile(eventPath, JSON.stringify(trigger.payload, null, 2));
  const isFork = trigger.headRepositoryId !== trigger.repository.id;
  const written = { workflow: workflow.permissions, job: property(definition.written, "permissions") };
  const permissions = tokenPermissions(written, isFork ? "from a fork" : "own");
  const token = host.createActionsToken(trigger.repository, permissions);
  const runtimeToken = createRuntimeToken(world, { runId: run.id, jobId: row.id });
  for (const secret of [token, runtimeToken]) output.mask(secret);
  return {
    folders,
    github: githubContext(world, trigger, {
      run,
      key: definition.key,
      workspace: folders.workspace,
      eventPath,
    }),
    event: trigger.payload,
    token,
    fixed: {
      matrix: planned.cell,
      strategy: planned.strategy,
      needs: needsContext(definition, finished),
      inputs: trigger.inputs,
      runner: runnerContext(folders),
    },
    checkRunId: row.id,
    actionEnv: {
      ACTIONS_RUNTIME_TOKEN: runtimeToken,
      ACTIONS_RUNTIME_URL: `${world.baseUrl}/`,
      ACTIONS_RESULTS_URL: `${world.baseUrl}/`,
    },
    gitUrl: world.baseUrl,
    actions: options.actions ?? new Map(),
    signal: AbortSignal.any([attempt.signal, AbortSignal.timeout(planned.timeoutMinutes * 60_000)]),
    output,
    env: new Map(),
    path: [],
    steps: new Map(),
    posts: [],
    groups: [],
    status: "success",
  };
}

/** GitHub's layout: the workspace is named twice after the repository. */
function foldersBelow(root: string, repository: string): JobFolders {
  return {
    workspace: join(root, "work", repository, repository),
    temp: join(root, "work", "_temp"),
    toolCache: join(root, "toolcache"),
    home: join(root, "home"),
  };
}

function runnerContext(folders: JobFolders) {
  return {
    name: "sandbox",
    os: "Linux",
    arch: "X64",
    environment: "github-hosted",
    temp: folders.temp,
    tool_cache: folders.toolCache,
    debug: "",
  };
}
