import type { BlobSha, CommitSha } from "../names.ts";
import type { Check, Known } from "../policy/facts.ts";
import type { Provenance } from "../registry/version.ts";
import type { Repository, Run } from "../run/run.ts";

/** A workflow run of a training repository as GitHub itself describes it. */
export interface WorkflowRun {
  readonly repository: Repository;
  readonly headRepositoryId: number | null;
  /** Where the commit comes from, with its name; null when that was deleted. Left out where nobody asks. */
  readonly headRepository?: Repository | null;
  readonly status: string;
  readonly conclusion: string | null;
  readonly provenance: Omit<Provenance, "artifact">;
}

export interface RunArtifact {
  readonly artifact: Provenance["artifact"];
  readonly repositoryId: number | null;
  readonly headRepositoryId: number | null;
  readonly expired: boolean;
}

/** What the App keeps of a run's artifact. */
export interface RunRecord {
  readonly run: Run;
  /** The exact bytes of run.json, so that its digest can be kept. */
  readonly runText: string;
  readonly curves: Uint8Array | null;
}

/** A workflow file by git's id of its content, at a commit and on the default branch; null where it is not. */
export interface WorkflowBlobs {
  readonly judged: BlobSha | null;
  readonly governed: BlobSha | null;
}

export interface ListedAttestations {
  /** Sigstore bundles as JSON values. */
  readonly bundles: readonly unknown[];
  /** Why there may be more, in plain words; empty when these are all. */
  readonly missed: readonly string[];
}

/** A job of a workflow run, by the path of its workflow, as GitHub Actions itself tells how it ended. */
export interface WorkflowJob {
  readonly workflow: string;
  readonly conclusion: string | null;
}

/** Workflow runs and the run artifacts in them, read from a training repository. */
export interface TrainingRuns {
  workflowRun(repository: string, runId: number): Promise<WorkflowRun>;
  /**
   * Whether the branch (never a tag of that name) holds the commit now. False when there is no such branch or
   * commit, or when GitHub cannot compare them.
   */
  isOnBranch(repository: string, commit: CommitSha, branch: string): Promise<boolean>;
  /** Every artifact of the run whose name is a run artifact's; all pages. */
  artifacts(repository: string, runId: number): Promise<readonly RunArtifact[]>;
  /** Newest completed workflow runs of the repository (at most 50), for the reconciler. */
  recent(repository: string): Promise<readonly number[]>;
  /**
   * Reads run.json and curves.parquet out of an artifact without unpacking the rest. Unsafe or damaged archives
   * raise ARTIFACT_INVALID, a wrong record SCHEMA_MISMATCH.
   */
  read(repository: string, artifact: RunArtifact): Promise<RunRecord>;
  /**
   * The newest finished run of the same series on the baseline branch, of a workflow run before this run's own: so it is the
   * same run whenever it is asked for, until GitHub deletes it. Null when there is none; not known when it cannot be read.
   */
  baseline(repository: string, run: Run, workflowRun: number): Promise<Known<Run | null>>;
  /** Every check run of a commit; not known when the list is not whole. */
  checks(repository: string, commit: CommitSha): Promise<Known<readonly Check[]>>;
  /**
   * Check run → the job that it is of, for the jobs that runs of these workflows had at a commit. A check run that some
   * workflow made with its token is no job, though GitHub files it under any workflow's check suite.
   */
  jobs(
    repository: string,
    commit: CommitSha,
    workflows: readonly string[],
  ): Promise<Known<ReadonlyMap<number, WorkflowJob>>>;
  /** Attestations of this repository about a file, by the SHA-256 of its bytes; nothing of them is verified. */
  attestations(repository: string, digest: string): Promise<ListedAttestations>;
  workflowBlobs(repository: string, path: string, commit: CommitSha): Promise<Known<WorkflowBlobs>>;
}
