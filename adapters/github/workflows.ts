import { type BlobSha, blobShaSchema, type CommitSha } from "../../core/names.ts";
import type { Known } from "../../core/policy/facts.ts";
import type { WorkflowBlobs, WorkflowJob } from "../../core/ports/training-runs.ts";
import { type GitHubApi, ownerAndRepo } from "./api.ts";
import { statusOf } from "./errors.ts";

/** A commit with more workflow runs than this is not judged by their files. */
const MAX_RUNS = 1_000;

/** A workflow has at most 256 jobs from one matrix; more attempts and matrices than this are not looked through. */
const MAX_JOBS = 1_000;

/**
 * Check run → its job, for every run of these workflows at a commit. The check suite would not do: GitHub files a check
 * run that a workflow's token made under whatever suite of the commit it has.
 * https://github.com/orgs/community/discussions/24616
 */
export async function listJobs(
  api: GitHubApi,
  fullName: string,
  { commit, workflows }: { readonly commit: CommitSha; readonly workflows: readonly string[] },
): Promise<Known<ReadonlyMap<number, WorkflowJob>>> {
  let total = 0;
  const { items, complete } = await api.list(`workflow runs of ${commit}`, MAX_RUNS, async (rest, page) => {
    const { data } = await rest.actions.listWorkflowRunsForRepo({
      ...ownerAndRepo(fullName),
      head_sha: commit,
      ...page,
    });
    total = data.total_count;
    return { data: data.workflow_runs };
  });
  if (!complete || total !== items.length) {
    return { known: false, reason: `GitHub counts ${total} workflow runs but listed ${items.length}` };
  }
  const jobs = new Map<number, WorkflowJob>();
  for (const { id, path } of items) {
    const workflow = path.replace(/@.*$/, "");
    if (!workflows.includes(workflow)) continue;
    const found = await jobsOf(api, fullName, id);
    if (!found.known) return found;
    for (const { checkRun, conclusion } of found.value) jobs.set(checkRun, { workflow, conclusion });
  }
  return { known: true, value: jobs };
}

interface Job {
  readonly checkRun: number;
  readonly conclusion: string | null;
}

/** Jobs of every attempt: a repeated job has a check run of its own. */
async function jobsOf(api: GitHubApi, fullName: string, runId: number): Promise<Known<readonly Job[]>> {
  let total = 0;
  const { items, complete } = await api.list(
    `jobs of workflow run ${runId}`,
    MAX_JOBS,
    async (rest, page) => {
      const { data } = await rest.actions.listJobsForWorkflowRun({
        ...ownerAndRepo(fullName),
        run_id: runId,
        filter: "all",
        ...page,
      });
      total = data.total_count;
      return { data: data.jobs };
    },
  );
  if (!complete || total !== items.length) {
    return { known: false, reason: `GitHub counts ${total} jobs but listed ${items.length}` };
  }
  const jobs = items.map(({ check_run_url: url, conclusion }) => ({
    checkRun: Number(/\/check-runs\/([1-9][0-9]*)$/.exec(url)?.[1] ?? Number.NaN),
    conclusion,
  }));
  return { known: true, value: jobs };
}

/** A workflow file at a commit and on the default branch, by git's id of its content. */
export async function compareWorkflow(
  api: GitHubApi,
  fullName: string,
  { path, commit }: { readonly path: string; readonly commit: CommitSha },
): Promise<Known<WorkflowBlobs>> {
  const [judged, governed] = await Promise.all([
    blobAt(api, fullName, { path, ref: commit }),
    blobAt(api, fullName, { path }),
  ]);
  return { known: true, value: { judged, governed } };
}

async function blobAt(
  api: GitHubApi,
  fullName: string,
  file: { readonly path: string; readonly ref?: CommitSha },
): Promise<BlobSha | null> {
  try {
    const dto = await api.read(`${file.path} of ${fullName}`, (rest) =>
      rest.repos.getContent({ ...ownerAndRepo(fullName), ...file }),
    );
    return !Array.isArray(dto) && dto.type === "file" ? blobShaSchema.parse(dto.sha) : null;
  } catch (error) {
    if (statusOf(error) === 404) return null;
    throw error;
  }
}
