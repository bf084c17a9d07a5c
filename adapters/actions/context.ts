import { readFile } from "node:fs/promises";
import { z } from "zod";
import { commitShaSchema, loginSchema, repositoryNameSchema } from "../../core/names.ts";
import type { JobContext } from "../../core/run/job-context.ts";
import type { Run } from "../../core/run/run.ts";

// Only what is read; everything else of a payload may be as it likes.
const eventSchema = z.object({
  pull_request: z
    .object({
      number: z.int().positive(),
      // GitHub names no repository where the fork was deleted.
      head: z.object({ sha: commitShaSchema, repo: z.object({ id: z.int() }).nullish() }),
    })
    .optional()
    .catch(undefined),
  repository: z
    .object({ default_branch: z.string().min(1).max(255) })
    .optional()
    .catch(undefined),
});
type Event = z.infer<typeof eventSchema>;

/** Reads the context of GitHub's documented default variables; what is missing is null. */
export async function readJobContext(env: NodeJS.ProcessEnv, jobId: string): Promise<JobContext> {
  const event = await readEvent(env.GITHUB_EVENT_PATH);
  const ref = text(env.GITHUB_REF, 512);
  const workflowPath = pathOfWorkflow(env.GITHUB_WORKFLOW_REF);
  const job = text(env.GITHUB_JOB, 255) ?? "job";
  const file =
    workflowPath
      .split("/")
      .at(-1)
      ?.replace(/\.ya?ml$/, "") ?? "";
  return {
    source: {
      repository: repositoryOf(env),
      commit: commitShaSchema.safeParse(env.GITHUB_SHA).data ?? null,
      ref,
      branch:
        text(env.GITHUB_HEAD_REF, 255) ?? (ref?.startsWith("refs/heads/") === true ? ref.slice(11) : null),
      headCommit: event.pull_request?.head.sha ?? null,
    },
    trigger: triggerOf(env, event, { workflowPath, job, jobId }),
    experiment: `${file === "" ? "local" : file}/${job}`.slice(0, 200),
    defaultBranch: event.repository?.default_branch ?? null,
    fromFork: event.pull_request !== undefined && isForeign(event.pull_request.head.repo?.id, env),
  };
}

function isForeign(headRepository: number | undefined, env: NodeJS.ProcessEnv): boolean {
  return headRepository !== repositoryOf(env)?.id;
}

async function readEvent(path: string | undefined): Promise<Event> {
  try {
    return eventSchema.parse(JSON.parse(await readFile(path ?? "", "utf8")));
  } catch {
    return {};
  }
}

// `octo/train/.github/workflows/train.yml@refs/heads/main`
function pathOfWorkflow(reference: string | undefined): string {
  return /^[^/]+\/[^/]+\/(.+?)@/.exec(reference ?? "")?.[1]?.slice(0, 512) ?? "";
}

function repositoryOf(env: NodeJS.ProcessEnv): Run["source"]["repository"] {
  const id = positive(env.GITHUB_REPOSITORY_ID);
  const fullName = repositoryNameSchema.safeParse(env.GITHUB_REPOSITORY);
  return id === null || !fullName.success ? null : { id, fullName: fullName.data };
}

function triggerOf(
  env: NodeJS.ProcessEnv,
  event: Event,
  job: { readonly workflowPath: string; readonly job: string; readonly jobId: string },
): Run["trigger"] {
  const runId = positive(env.GITHUB_RUN_ID);
  if (runId === null) return null;
  return {
    event: text(env.GITHUB_EVENT_NAME, 64) ?? "unknown",
    actor: actorOf(env),
    workflow: { name: text(env.GITHUB_WORKFLOW, 512) ?? "", path: job.workflowPath },
    runId,
    runNumber: positive(env.GITHUB_RUN_NUMBER) ?? 0,
    runAttempt: positive(env.GITHUB_RUN_ATTEMPT) ?? 1,
    job: job.job,
    jobId: positive(job.jobId),
    pullRequest: event.pull_request?.number ?? pullOfRef(env.GITHUB_REF),
  };
}

function actorOf(env: NodeJS.ProcessEnv): NonNullable<Run["trigger"]>["actor"] {
  const id = positive(env.GITHUB_ACTOR_ID);
  const login = loginSchema.safeParse(env.GITHUB_ACTOR);
  return id === null || !login.success ? null : { id, login: login.data, bot: login.data.endsWith("[bot]") };
}

function pullOfRef(ref: string | undefined): number | null {
  return positive(/^refs\/pull\/(\d+)\//.exec(ref ?? "")?.[1]);
}

function text(value: string | undefined, length: number): string | null {
  return value === undefined || value === "" ? null : value.slice(0, length);
}

function positive(value: string | undefined): number | null {
  const number = Number(value);
  return value !== undefined && /^\d{1,15}$/.test(value) && number > 0 ? number : null;
}
