import { canonicalJson } from "../../core/canonical.ts";
import { commitShaSchema, modelNameSchema, runIdSchema } from "../../core/names.ts";
import { formatArtifactName, type RunSeries, seriesOf } from "../../core/run/artifact-name.ts";
import { type Run, runSchema } from "../../core/run/run.ts";
import { storeArtifact } from "../../sandbox/actions/artifacts/artifacts.ts";
import { changeRun } from "../../sandbox/actions/runner/run-state.ts";
import type { Repository, WorkflowRun } from "../../sandbox/state/entities.ts";
import { fullName } from "../../sandbox/state/find.ts";
import { buildZip } from "../adapters/zip/build-zip.ts";
import { buildRun, type RunInput } from "./build-run.ts";
import type { TestGitHub } from "./github.ts";

const WORKFLOW = ".github/workflows/train.yml";

export interface Training extends RunInput {
  readonly model?: string;
  readonly registry?: string;
  readonly workflowRun?: Partial<WorkflowRun>;
  /** What the artifact's name says in place of the record. */
  readonly series?: RunSeries;
  /** Text in place of the record's own. */
  readonly runText?: string;
  /** Bytes in place of the artifact. */
  readonly zip?: Uint8Array;
  /** What a later step of the job signs for, before the run is over. */
  readonly attest?: (made: Trained) => Promise<unknown>;
}

export interface Trained {
  readonly run: WorkflowRun;
  /** SHA-256 of the artifact's bytes. */
  readonly artifact: string;
}

/** A repository `acme/churn` that trains on its main branch. */
export async function createTrainingRepository(github: TestGitHub): Promise<Repository> {
  const repository = await github.sandbox.createRepository("acme", "churn", {
    files: { [WORKFLOW]: "on: push\n" },
  });
  github.sandbox.setRole(repository, "acme/data-science", "write");
  return repository;
}

/** A finished workflow run by alice, with its artifact; GitHub tells the App of its completion. */
export async function train(
  github: TestGitHub,
  repository: Repository,
  training: Training = {},
): Promise<WorkflowRun> {
  const { world } = github.sandbox;
  const {
    workflowRun = {},
    model = "churn",
    registry = "acme/registry",
    series,
    runText,
    zip,
    attest,
    ...input
  } = training;
  const head = await world.git(repository).ref("refs/heads/main");
  const id = world.nextId();
  const run: WorkflowRun = {
    id,
    repositoryId: repository.id,
    headRepositoryId: repository.id,
    name: "train",
    path: WORKFLOW,
    event: "push",
    headBranch: "main",
    headSha: head ?? "",
    actorId: github.sandbox.createUser("alice").id,
    runNumber: id,
    runAttempt: 1,
    status: "in_progress",
    conclusion: null,
    pullNumber: null,
    createdAt: world.now(),
    updatedAt: world.now(),
    ...workflowRun,
  };
  world.state.workflowRuns.push(run);
  const record = recordOf(run, {
    repository: { id: repository.id, fullName: fullName(world.state, repository) },
    input,
    registration: { registry, model },
  });
  const { digest } = await storeArtifact(world, {
    run,
    name: formatArtifactName({ ...(series ?? seriesOf(record)), ordinal: 1 }),
    bytes: zip ?? buildZip([{ name: "run.json", data: Buffer.from(runText ?? canonicalJson(record)) }]),
  });
  await attest?.({ run, artifact: digest?.replace(/^sha256:/, "") ?? "" });
  await changeRun(world, run, { action: "completed", status: "completed", conclusion: "success" });
  return run;
}

/** A workflow run by bob that waits for something. */
export async function waitingRun(
  github: TestGitHub,
  repository: Repository,
  change: Partial<WorkflowRun> = {},
): Promise<WorkflowRun> {
  const { world } = github.sandbox;
  const id = world.nextId();
  const run: WorkflowRun = {
    id,
    repositoryId: repository.id,
    headRepositoryId: repository.id,
    name: "deploy",
    path: ".github/workflows/deploy.yml",
    event: "repository_dispatch",
    headBranch: "main",
    headSha: (await world.git(repository).ref("refs/heads/main")) ?? "",
    actorId: github.sandbox.createUser("bob").id,
    runNumber: id,
    runAttempt: 1,
    status: "queued",
    conclusion: null,
    pullNumber: null,
    createdAt: world.now(),
    updatedAt: world.now(),
    ...change,
  };
  world.state.workflowRuns.push(run);
  return run;
}

interface RecordParts {
  readonly repository: { readonly id: number; readonly fullName: string };
  readonly input: RunInput;
  readonly registration: { readonly registry: string; readonly model: string };
}

function recordOf(run: WorkflowRun, { repository, input, registration }: RecordParts): Run {
  const base = buildRun({ ...input, id: runIdSchema.parse(String(run.id).padStart(32, "0")) });
  return runSchema.parse({
    ...base,
    source: {
      ...base.source,
      repository,
      commit: commitShaSchema.parse(run.headSha),
    },
    trigger: {
      event: run.event,
      actor: { id: run.actorId, login: "alice", bot: false },
      workflow: { name: run.name, path: run.path },
      runId: run.id,
      runNumber: run.runNumber,
      runAttempt: 1,
      job: "train",
      jobId: null,
      pullRequest: null,
    },
    registration: { registry: registration.registry, model: modelNameSchema.parse(registration.model) },
  });
}
