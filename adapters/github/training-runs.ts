import { PedigreeError } from "../../core/errors.ts";
import { type CommitSha, commitShaSchema, sha256Schema } from "../../core/names.ts";
import { parseWith } from "../../core/parse.ts";
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
import { parseArtifactName, seriesOf } from "../../core/run/artifact-name.ts";
import { type Repository, type Run, runSchema } from "../../core/run/run.ts";
import { httpByteSource } from "../zip/http-byte-source.ts";
import { readZipEntries } from "../zip/zip-reader.ts";
import { type GitHubClient, ownerAndRepo } from "./api.ts";
import { listAttestations } from "./attestations.ts";
import { createBaselineSource } from "./baseline.ts";
import { BoundedCache } from "./blob-cache.ts";
import { listCheckRuns, toCheck } from "./checks.ts";
import { checkedDownload, type DownloadRules } from "./download.ts";
import { statusOf } from "./errors.ts";
import type { RepositoryAccess } from "./installations.ts";
import { actorOf, attemptsBetween, otherActorsOf } from "./run-actors.ts";
import { readTrainingConfig } from "./training-config.ts";
import { compareWorkflow, listJobs } from "./workflows.ts";

const MAX_ARTIFACTS = 1_000;
const RECENT_RUNS = 50;
/** The registry holds no larger record; reading one costs many times its size. */
const MAX_RUN_BYTES = 1024 * 1024;
const MAX_CURVES_BYTES = 32 * 1024 * 1024;
const CACHE_BYTES = 64 * 1024 * 1024;

type ArtifactDto = Awaited<
  ReturnType<GitHubClient["rest"]["actions"]["listWorkflowRunArtifacts"]>
>["data"]["artifacts"][number];

export interface TrainingRunsOptions {
  readonly download: DownloadRules;
  readonly fetch?: typeof fetch;
}

/** Workflow runs of the repositories that the App is installed on. Runs are immutable, so records are kept. */
export class GitHubTrainingRuns implements TrainingRuns {
  readonly #installations: RepositoryAccess;
  readonly #options: TrainingRunsOptions;
  readonly #records = new BoundedCache<RunRecord>(CACHE_BYTES);

  constructor(installations: RepositoryAccess, options: TrainingRunsOptions) {
    this.#installations = installations;
    this.#options = options;
  }

  async workflowRun(repository: string, runId: number): Promise<WorkflowRun> {
    const { api } = await this.#installations.require(repository);
    const dto = await api.read(`workflow run ${runId} of ${repository}`, (rest) =>
      rest.actions.getWorkflowRun({ ...ownerAndRepo(repository), run_id: runId }),
    );
    const place = { id: dto.repository.id, fullName: dto.repository.full_name };
    const between = attemptsBetween(dto).map((attempt) =>
      api.read(`attempt ${attempt} of workflow run ${runId} of ${repository}`, (rest) =>
        rest.actions.getWorkflowRunAttempt({
          ...ownerAndRepo(repository),
          run_id: runId,
          attempt_number: attempt,
        }),
      ),
    );
    const others = otherActorsOf(dto, await Promise.all(between));
    return {
      repository: place,
      // GitHub's description promises a head repository, but a deleted fork leaves null.
      headRepositoryId: optionalId(dto.head_repository),
      headRepository: optionalPlace(dto.head_repository),
      status: dto.status ?? "unknown",
      conclusion: dto.conclusion,
      provenance: {
        repository: place,
        workflow: dto.path.replace(/@.*$/, ""),
        runId: dto.id,
        runAttempt: dto.run_attempt ?? 1,
        event: dto.event,
        branch: dto.head_branch ?? "",
        commit: commitShaSchema.parse(dto.head_sha),
        actor: actorOf(dto),
        ...(others.length === 0 ? {} : { otherActors: others }),
        startedAt: dto.run_started_at ?? dto.created_at,
      },
    };
  }

  async isOnBranch(repository: string, commit: CommitSha, branch: string): Promise<boolean> {
    const { api } = await this.#installations.require(repository);
    const at = ownerAndRepo(repository);
    const subject = `commit ${commit} on branch ${branch} of ${repository}`;
    try {
      // A name alone could be a tag's in a comparison; this route reads branches only.
      const ref = await api.read(subject, (rest) => rest.git.getRef({ ...at, ref: `heads/${branch}` }));
      const tip = ref.object.sha;
      if (tip === commit) return true;
      const { status } = await api.read(subject, (rest) =>
        rest.repos.compareCommitsWithBasehead({ ...at, basehead: `${tip}...${commit}`, per_page: 1 }),
      );
      // Seen from the tip, a commit that the branch holds has nothing of its own: `ahead` and `diverged` have.
      return status === "behind" || status === "identical";
    } catch (error) {
      if (statusOf(error) === 404 || statusOf(error) === 422) return false;
      throw error;
    }
  }

  async artifacts(repository: string, runId: number): Promise<readonly RunArtifact[]> {
    const { api } = await this.#installations.require(repository);
    const subject = `artifacts of workflow run ${runId} of ${repository}`;
    const at = { ...ownerAndRepo(repository), run_id: runId };
    const { items, complete } = await api.list(subject, MAX_ARTIFACTS, async (rest, page) => {
      const answer = await rest.actions.listWorkflowRunArtifacts({ ...at, ...page });
      return { ...answer, data: answer.data.artifacts };
    });
    if (!complete) {
      throw new PedigreeError("REMOTE_INCOMPLETE", "a workflow run has too many artifacts", { subject });
    }
    return items.filter((dto) => parseArtifactName(dto.name) !== undefined).map(toArtifact);
  }

  async recent(repository: string): Promise<readonly number[]> {
    const { api } = await this.#installations.require(repository);
    const dto = await api.read(`workflow runs of ${repository}`, (rest) =>
      rest.actions.listWorkflowRunsForRepo({
        ...ownerAndRepo(repository),
        status: "completed",
        per_page: RECENT_RUNS,
      }),
    );
    return dto.workflow_runs.map((run) => run.id);
  }

  async read(repository: string, { artifact }: RunArtifact): Promise<RunRecord> {
    // Ids of artifacts are unique in all of GitHub, but who may read one is a question of the repository.
    const key = `${repository.toLowerCase()} ${artifact.id}`;
    const known = this.#records.get(key);
    if (known !== undefined) return known;
    const record = await this.#download(repository, artifact);
    this.#records.set(key, record, record.runText.length * 4 + (record.curves?.length ?? 0));
    return record;
  }

  async baseline(repository: string, run: Run, workflowRun: number): Promise<Known<Run | null>> {
    const place = await this.#installations.require(repository);
    const { baseline } = await readTrainingConfig(place);
    const source = createBaselineSource({
      client: place.api.asRequests(),
      ...ownerAndRepo(place.fullName),
      ...this.#options,
    });
    const found = await source.newest({
      series: seriesOf(run),
      branch: baseline?.branch ?? place.defaultBranch,
      except: run.id,
      workflowRun,
      later: false,
    });
    if (found.found) return { known: true, value: found.run };
    const isNone = found.reason === "no-run" || found.reason === "unfinished";
    return isNone ? { known: true, value: null } : { known: false, reason: found.notes[0] ?? found.reason };
  }

  async checks(repository: string, commit: CommitSha): Promise<Known<readonly Check[]>> {
    const { api, fullName } = await this.#installations.require(repository);
    const runs = await listCheckRuns(api, fullName, commit);
    return runs.known ? { known: true, value: runs.value.flatMap(toCheck) } : runs;
  }

  async jobs(
    repository: string,
    commit: CommitSha,
    workflows: readonly string[],
  ): Promise<Known<ReadonlyMap<number, WorkflowJob>>> {
    const { api, fullName } = await this.#installations.require(repository);
    return await listJobs(api, fullName, { commit, workflows });
  }

  async attestations(repository: string, digest: string): Promise<ListedAttestations> {
    const { api, fullName } = await this.#installations.require(repository);
    return await listAttestations(api, fullName, digest);
  }

  async workflowBlobs(repository: string, path: string, commit: CommitSha): Promise<Known<WorkflowBlobs>> {
    const { api, fullName } = await this.#installations.require(repository);
    return await compareWorkflow(api, fullName, { path, commit });
  }

  async #download(repository: string, artifact: RunArtifact["artifact"]): Promise<RunRecord> {
    const { api } = await this.#installations.require(repository);
    const subject = `artifact ${artifact.name} of ${repository}`;
    const answer = await api.response(subject, (rest) =>
      rest.actions.downloadArtifact({
        ...ownerAndRepo(repository),
        artifact_id: artifact.id,
        archive_format: "zip",
        request: { redirect: "manual" },
      }),
    );
    const url = checkedDownload(answer.headers.location, this.#options.download);
    const wanted = new Map([
      ["run.json", MAX_RUN_BYTES],
      ["curves.parquet", MAX_CURVES_BYTES],
    ]);
    return toRecord(await readZipEntries(httpByteSource(url, this.#options.fetch), wanted), subject);
  }
}

function toRecord(entries: ReadonlyMap<string, Uint8Array>, subject: string): RunRecord {
  const bytes = entries.get("run.json");
  if (bytes === undefined) {
    throw new PedigreeError("ARTIFACT_INVALID", "a run's artifact holds no record", {
      subject,
      expected: "run.json",
    });
  }
  const runText = decode(bytes, subject);
  return {
    run: parseWith(runSchema, parseJson(runText, subject), `run.json of ${subject}`),
    runText,
    curves: entries.get("curves.parquet") ?? null,
  };
}

function decode(bytes: Uint8Array, subject: string): string {
  try {
    return new TextDecoder("utf-8", { fatal: true, ignoreBOM: true }).decode(bytes);
  } catch (cause) {
    throw notJson(subject, cause);
  }
}

function parseJson(text: string, subject: string): unknown {
  try {
    return JSON.parse(text);
  } catch (cause) {
    throw notJson(subject, cause);
  }
}

function notJson(subject: string, cause: unknown): PedigreeError {
  return new PedigreeError("SCHEMA_MISMATCH", "a run's record cannot be read", {
    subject: `run.json of ${subject}`,
    expected: "a JSON document in UTF-8",
    found: cause instanceof Error ? cause.message.slice(0, 200) : "something else",
    cause,
  });
}

function toArtifact(dto: ArtifactDto): RunArtifact {
  const digest = sha256Schema.safeParse(dto.digest?.replace(/^sha256:/, ""));
  if (!digest.success) {
    throw new PedigreeError("REMOTE_INCOMPLETE", "GitHub tells no digest of an artifact", {
      subject: dto.name,
    });
  }
  return {
    artifact: { id: dto.id, name: dto.name, digest: digest.data, bytes: dto.size_in_bytes },
    repositoryId: dto.workflow_run?.repository_id ?? null,
    headRepositoryId: dto.workflow_run?.head_repository_id ?? null,
    expired: dto.expired,
  };
}

function optionalPlace(
  repository: { readonly id: number; readonly full_name: string } | null | undefined,
): Repository | null {
  return repository === null || repository === undefined
    ? null
    : { id: repository.id, fullName: repository.full_name };
}

function optionalId(repository: { readonly id: number } | null | undefined): number | null {
  return repository?.id ?? null;
}
