import { PedigreeError } from "../../core/errors.ts";
import type { CommitSha } from "../../core/names.ts";
import type { RunArtifact, RunRecord, TrainingRuns, WorkflowRun } from "../../core/ports/training-runs.ts";

export interface StoredRun {
  readonly workflowRun: WorkflowRun;
  readonly artifacts: readonly { readonly artifact: RunArtifact; readonly record: RunRecord }[];
}

/** Workflow runs and their artifacts in memory. */
export class MemoryRuns implements TrainingRuns {
  readonly runs = new Map<string, StoredRun>();
  /** Commits that are not on the branch that their run names: it was a tag's name. */
  readonly elsewhere = new Set<CommitSha>();

  add(run: StoredRun): void {
    const { repository, provenance } = run.workflowRun;
    this.runs.set(`${repository.fullName}#${provenance.runId}`, run);
  }

  async workflowRun(repository: string, runId: number): Promise<WorkflowRun> {
    return this.find(repository, runId).workflowRun;
  }

  async isOnBranch(_repository: string, commit: CommitSha, branch: string): Promise<boolean> {
    const own = [...this.runs.values()].map(({ workflowRun }) => workflowRun.provenance);
    const isRuns = own.some((run) => run.branch === branch && run.commit === commit);
    return isRuns && !this.elsewhere.has(commit);
  }

  async artifacts(repository: string, runId: number): Promise<readonly RunArtifact[]> {
    return this.find(repository, runId).artifacts.map(({ artifact }) => artifact);
  }

  async recent(repository: string): Promise<readonly number[]> {
    const own = [...this.runs.values()].filter(
      ({ workflowRun }) => workflowRun.repository.fullName === repository,
    );
    return own.map(({ workflowRun }) => workflowRun.provenance.runId).reverse();
  }

  async read(_repository: string, artifact: RunArtifact): Promise<RunRecord> {
    const found = [...this.runs.values()]
      .flatMap(({ artifacts }) => artifacts)
      .find((stored) => stored.artifact.artifact.id === artifact.artifact.id);
    if (found === undefined) throw new PedigreeError("ARTIFACT_INVALID", "no such artifact");
    return found.record;
  }

  private find(repository: string, runId: number): StoredRun {
    const run = this.runs.get(`${repository}#${runId}`);
    if (run === undefined) throw new PedigreeError("REMOTE_REFUSED", "no such workflow run");
    return run;
  }
}
