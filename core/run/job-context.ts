import type { CommitSha } from "../names.ts";
import type { Run } from "./run.ts";

/** What the host of a run and the event that triggered it say of the job. */
export interface JobContext {
  readonly source: Pick<Run["source"], "repository" | "ref" | "branch" | "headCommit"> & {
    readonly commit: CommitSha | null;
  };
  /** Null outside of GitHub Actions. */
  readonly trigger: Run["trigger"];
  /** `train/fit`: workflow file and job, the experiment of a run that names none. */
  readonly experiment: string;
  readonly defaultBranch: string | null;
  /** Whether the event is of a pull request whose head is in another repository: the token may only read then. */
  readonly fromFork: boolean;
}
