import { commitShaSchema } from "../../core/names.ts";
import type { JobContext } from "../../core/run/job-context.ts";

/** A job of `acme/churn` that was started by a push. */
export function jobContext(
  source: { readonly commit?: null; readonly repository?: null; readonly headCommit?: string } = {},
): JobContext {
  const { headCommit } = source;
  return {
    source: {
      repository: source.repository === null ? null : { id: 1, fullName: "acme/churn" },
      ref: "refs/heads/main",
      branch: "main",
      headCommit: headCommit === undefined ? null : commitShaSchema.parse(headCommit),
      commit: source.commit === null ? null : commitShaSchema.parse("a".repeat(40)),
    },
    trigger: {
      event: "push",
      actor: null,
      workflow: { name: "Train", path: ".github/workflows/train.yml" },
      runId: 7,
      runNumber: 1,
      runAttempt: 2,
      job: "fit",
      jobId: null,
      pullRequest: null,
    },
    experiment: "train/fit",
    defaultBranch: "main",
    fromFork: false,
  };
}
