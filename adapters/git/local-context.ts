import { basename } from "node:path";
import { commitShaSchema } from "../../core/names.ts";
import { nameExperiment } from "../../core/run/experiment-name.ts";
import type { JobContext } from "../../core/run/job-context.ts";
import { capture } from "../process/capture.ts";
import { asOwner } from "./work-tree.ts";

const TIMEOUT_MS = 10_000;
const MAX_BYTES = 64 * 1024;

/**
 * Where other services tell the branch; their checkouts have none. GitLab, Jenkins (of a change request, else of the
 * branch), Buildkite, CircleCI, Azure Pipelines (of a pull request, else of the branch), Bitbucket.
 */
const BRANCH_VARIABLES = [
  "CI_MERGE_REQUEST_SOURCE_BRANCH_NAME",
  "CI_COMMIT_BRANCH",
  "CHANGE_BRANCH",
  "BRANCH_NAME",
  "BUILDKITE_BRANCH",
  "CIRCLE_BRANCH",
  "SYSTEM_PULLREQUEST_SOURCEBRANCH",
  "BUILD_SOURCEBRANCH",
  "BITBUCKET_BRANCH",
] as const;

export interface LocalContextOptions {
  readonly folder: string;
  readonly env: NodeJS.ProcessEnv;
  /** The command, word by word; none where there is none. */
  readonly words: readonly string[];
}

/** What a checkout says of a run that no workflow started. Outside of git everything but the experiment is null. */
export async function readLocalContext({ folder, env, words }: LocalContextOptions): Promise<JobContext> {
  const git = async (...args: readonly string[]) => {
    const { stdout, exitCode } = await capture("git", asOwner(folder, args), {
      cwd: folder,
      timeoutMs: TIMEOUT_MS,
      maxBytes: MAX_BYTES,
    });
    return exitCode === 0 && stdout.trim() !== "" ? stdout.trim() : null;
  };
  const [top, commit, branch, remote, mains] = await Promise.all([
    git("rev-parse", "--show-toplevel"),
    git("rev-parse", "--verify", "HEAD"),
    // Whole names: git's short ones say `heads/main` where a tag is called main as well.
    git("symbolic-ref", "HEAD"),
    git("symbolic-ref", "refs/remotes/origin/HEAD"),
    git("for-each-ref", "--format=%(refname)", "refs/heads/main", "refs/heads/master"),
  ]);
  const told = BRANCH_VARIABLES.map((name) => branchIn(env[name])).find((value) => value !== null);
  const on = branchIn(branch ?? undefined) ?? (commit === null ? null : (told ?? null));
  return {
    source: {
      repository: null,
      commit: commitShaSchema.safeParse(commit).data ?? null,
      ref: on === null ? null : `refs/heads/${on}`.slice(0, 512),
      branch: on?.slice(0, 255) ?? null,
      headCommit: null,
    },
    trigger: null,
    experiment: nameExperiment(basename(top ?? folder), words),
    defaultBranch: remote?.replace(/^refs\/remotes\/origin\//, "") ?? branchIn(mains?.split("\n")[0]),
    fromFork: false,
  };
}

/** A branch's name, told by itself or as a ref; null for a ref of something else, a tag or the merge of a pull request. */
function branchIn(told = ""): string | null {
  const name = told.replace(/^refs\/heads\//, "");
  return name === "" || name.startsWith("refs/") ? null : name;
}
