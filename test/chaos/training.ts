import { canonicalJson } from "../../core/canonical.ts";
import { commitShaSchema, modelNameSchema, runIdSchema } from "../../core/names.ts";
import { formatArtifactName } from "../../core/run/artifact-name.ts";
import { runSchema } from "../../core/run/run.ts";
import { storeArtifact } from "../../sandbox/actions/artifacts/artifacts.ts";
import { changeRun } from "../../sandbox/actions/runner/run-state.ts";
import type { Sandbox } from "../../sandbox/index.ts";
import type { WorkflowRun } from "../../sandbox/state/entities.ts";
import { findRepository } from "../../sandbox/state/find.ts";
import { buildZip } from "../adapters/zip/build-zip.ts";
import { buildRun } from "../support/build-run.ts";
import type { Tenant } from "./scenario.ts";

export interface Training {
  readonly tenant: Tenant;
  readonly model: string;
  readonly auc: number;
}

/** A finished workflow run of the tenant's training repository that asks to be registered. */
export async function trainIn(sandbox: Sandbox, { tenant, model, auc }: Training): Promise<void> {
  const { world } = sandbox;
  const repository = findRepository(world.state, tenant, "churn");
  if (repository === undefined) throw new Error(`no training repository of ${tenant}`);
  const login = tenant === "acme" ? "alice" : "gina";
  const actor = sandbox.createUser(login);
  const id = world.nextId();
  const run: WorkflowRun = {
    id,
    repositoryId: repository.id,
    headRepositoryId: repository.id,
    name: "train",
    path: ".github/workflows/train.yml",
    event: "push",
    headBranch: "main",
    headSha: (await world.git(repository).ref("refs/heads/main")) ?? "",
    actorId: actor.id,
    runNumber: id,
    runAttempt: 1,
    status: "in_progress",
    conclusion: null,
    pullNumber: null,
    createdAt: world.now(),
    updatedAt: world.now(),
  };
  world.state.workflowRuns.push(run);
  const base = buildRun({ id: runIdSchema.parse(String(id).padStart(32, "0")), metrics: { auc } });
  const record = runSchema.parse({
    ...base,
    source: {
      ...base.source,
      repository: { id: repository.id, fullName: `${tenant}/churn` },
      commit: commitShaSchema.parse(run.headSha),
    },
    trigger: {
      event: "push",
      actor: { id: actor.id, login, bot: false },
      workflow: { name: run.name, path: run.path },
      runId: id,
      runNumber: id,
      runAttempt: 1,
      job: "train",
      jobId: null,
      pullRequest: null,
    },
    registration: { registry: `${tenant}/registry`, model: modelNameSchema.parse(model) },
  });
  const data = Buffer.from(canonicalJson(record));
  await storeArtifact(world, {
    run,
    name: formatArtifactName({ experiment: record.experiment, ordinal: 1 }),
    bytes: buildZip([{ name: "run.json", data }]),
  });
  await changeRun(world, run, { action: "completed", status: "completed", conclusion: "success" });
}
