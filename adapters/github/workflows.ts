import { type BlobSha, blobShaSchema, type CommitSha } from "../../core/names.ts";
import type { Known } from "../../core/policy/facts.ts";
import type { WorkflowBlobs } from "../../core/ports/training-runs.ts";
import { type GitHubApi, ownerAndRepo } from "./api.ts";
import { statusOf } from "./errors.ts";

/** A commit with more workflow runs than this is not judged by their files. */
const MAX_RUNS = 1_000;

/** Check suite → path of the workflow that it ran, for every workflow run of a commit. */
export async function listWorkflows(
  api: GitHubApi,
  fullName: string,
  commit: CommitSha,
): Promise<Known<ReadonlyMap<number, string>>> {
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
  const paths = items.flatMap((run) =>
    run.check_suite_id === undefined ? [] : [[run.check_suite_id, run.path.replace(/@.*$/, "")] as const],
  );
  return { known: true, value: new Map(paths) };
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
