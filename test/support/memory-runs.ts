import { PedigreeError } from "../../core/errors.ts";
import type { CommitSha } from "../../core/names.ts";
import type { Check, Known } from "../../core/policy/facts.ts";
import type {
  ListedAttestations,
  RunArtifact,
  RunRecord,
  TrainingRuns,
  WorkflowBlobs,
  WorkflowJob,
  WorkflowRun,
} from "../../core/ports/training-runs.ts";
import { isSameSeries, seriesOf } from "../../core/run/artifact-name.ts";
import type { Run } from "../../core/run/run.ts";

export interface StoredRun {
  readonly workflowRun: WorkflowRun;
  readonly artifacts: readonly { readonly artifact: RunArtifact; readonly record: RunRecord }[];
}

export interface CommitStory {
  readonly checks?: readonly Check[];
  /** By the id of the check run that each is. */
  readonly jobs?: readonly (readonly [number, WorkflowJob])[];
  readonly blobs?: ReadonlyMap<string, WorkflowBlobs>;
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

  async baseline(repository: string, run: Run, workflowRun: number): Promise<Known<Run | null>> {
    const before = [...this.runs.values()].filter(
      ({ workflowRun: { repository: place, provenance } }) =>
        place.fullName === repository && provenance.branch === "main" && provenance.runId < workflowRun,
    );
    const records = before.flatMap(({ artifacts }) => artifacts.map(({ record }) => record.run));
    const finished = records.filter(
      (other) => other.status === "finished" && isSameSeries(seriesOf(other), seriesOf(run)),
    );
    return { known: true, value: finished.at(-1) ?? null };
  }

  /** What a test lays down about commits, by `owner/name@COMMIT`; a commit that it does not name is not known. */
  readonly commits = new Map<string, CommitStory>();

  /** Bundles by the digest that they are about. */
  readonly attested = new Map<string, ListedAttestations>();

  async attestations(_repository: string, digest: string): Promise<ListedAttestations> {
    return this.attested.get(digest) ?? { bundles: [], missed: [] };
  }

  async checks(repository: string, commit: CommitSha): Promise<Known<readonly Check[]>> {
    return this.ofCommit(repository, commit, ({ checks }) => checks ?? []);
  }

  async jobs(
    repository: string,
    commit: CommitSha,
    wanted: readonly string[],
  ): Promise<Known<ReadonlyMap<number, WorkflowJob>>> {
    return this.ofCommit(
      repository,
      commit,
      ({ jobs }) => new Map([...(jobs ?? [])].filter(([, { workflow }]) => wanted.includes(workflow))),
    );
  }

  async workflowBlobs(repository: string, path: string, commit: CommitSha): Promise<Known<WorkflowBlobs>> {
    return this.ofCommit(
      repository,
      commit,
      ({ blobs }) => blobs?.get(path) ?? { judged: null, governed: null },
    );
  }

  private ofCommit<T>(repository: string, commit: string, read: (story: CommitStory) => T): Known<T> {
    const story = this.commits.get(`${repository}@${commit}`);
    return story === undefined
      ? { known: false, reason: "nobody told of this commit" }
      : { known: true, value: read(story) };
  }

  private find(repository: string, runId: number): StoredRun {
    const run = this.runs.get(`${repository}#${runId}`);
    if (run === undefined) throw new PedigreeError("REMOTE_REFUSED", "no such workflow run");
    return run;
  }
}
