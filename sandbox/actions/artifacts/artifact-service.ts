import type { Artifact, WorkflowJob, WorkflowRun } from "../../state/entities.ts";
import type { World } from "../../world.ts";
import { createArtifact, deleteArtifact } from "./artifacts.ts";
import { type RuntimeScope, signUrl } from "./signing.ts";

/** A refusal in Twirp's form. */
export class TwirpError extends Error {
  readonly status: number;
  readonly code: string;

  constructor(status: number, code: string, message: string) {
    super(message);
    this.status = status;
    this.code = code;
  }
}

type Body = Readonly<Record<string, unknown>>;

interface Caller {
  readonly world: World;
  readonly run: WorkflowRun;
  readonly job: WorkflowJob;
}

type Method = (caller: Caller, body: Body) => Body | Promise<Body>;

export const ARTIFACT_SERVICE = "/twirp/github.actions.results.api.v1.ArtifactService/";

const METHODS: Readonly<Record<string, Method>> = {
  CreateArtifact,
  FinalizeArtifact,
  ListArtifacts,
  GetSignedArtifactURL,
  DeleteArtifact,
};

/** One call of the artifact service that runners speak to, by a job that holds a runtime token. */
export async function callArtifactService(
  world: World,
  scope: RuntimeScope,
  call: { readonly method: string; readonly body: Body },
): Promise<Body> {
  const method = METHODS[call.method];
  if (method === undefined) throw new TwirpError(404, "bad_route", `no handler for ${call.method}`);
  const run = world.state.workflowRuns.find((candidate) => candidate.id === scope.runId);
  const job = world.state.workflowJobs.find((candidate) => candidate.id === scope.jobId);
  if (run === undefined || job === undefined || job.runId !== run.id) {
    throw new TwirpError(403, "permission_denied", "the token names no run and job");
  }
  if (call.body.workflow_run_backend_id !== String(run.id)) {
    throw new TwirpError(403, "permission_denied", "the token is for another run");
  }
  return method({ world, run, job }, call.body);
}

function CreateArtifact(caller: Caller, body: Body): Body {
  const artifact = createArtifact(caller.world, {
    run: caller.run,
    runAttempt: caller.job.runAttempt,
    name: text(body.name, "name"),
    expiresAt: typeof body.expires_at === "string" ? body.expires_at : undefined,
  });
  if (artifact === null) {
    const message = "an artifact with this name already exists on the workflow run";
    throw new TwirpError(409, "already_exists", message);
  }
  return {
    ok: true,
    signed_upload_url: signUrl(caller.world, { kind: "artifact", id: artifact.id }, "write"),
  };
}

function FinalizeArtifact(caller: Caller, body: Body): Body {
  const artifact = find(caller, text(body.name, "name"), false);
  if (artifact.digest === null) throw new TwirpError(412, "failed_precondition", "nothing was uploaded");
  if (Number(body.size) !== artifact.bytes) {
    throw new TwirpError(
      400,
      "invalid_argument",
      `size is ${artifact.bytes}, not ${String(Number(body.size))}`,
    );
  }
  if (typeof body.hash === "string" && body.hash !== artifact.digest) {
    throw new TwirpError(400, "invalid_argument", "hash is not that of the uploaded bytes");
  }
  artifact.finalized = true;
  caller.world.save();
  return { ok: true, artifact_id: String(artifact.id) };
}

function ListArtifacts(caller: Caller, body: Body): Body {
  const artifacts = own(caller).filter(
    (artifact) =>
      artifact.finalized &&
      (typeof body.name_filter !== "string" || artifact.name === body.name_filter) &&
      (body.id_filter === undefined || body.id_filter === null || artifact.id === Number(body.id_filter)),
  );
  return { artifacts: artifacts.map((artifact) => listed(caller, artifact)) };
}

function listed(caller: Caller, artifact: Artifact): Body {
  return {
    workflow_run_backend_id: String(caller.run.id),
    workflow_job_run_backend_id: String(caller.job.id),
    database_id: String(artifact.id),
    name: artifact.name,
    size: String(artifact.bytes),
    created_at: artifact.createdAt,
    digest: artifact.digest,
  };
}

function GetSignedArtifactURL(caller: Caller, body: Body): Body {
  const artifact = find(caller, text(body.name, "name"), true);
  return { signed_url: signUrl(caller.world, { kind: "artifact", id: artifact.id }, "read") };
}

async function DeleteArtifact(caller: Caller, body: Body): Promise<Body> {
  const artifact = find(caller, text(body.name, "name"), true);
  await deleteArtifact(caller.world, artifact);
  return { ok: true, artifact_id: String(artifact.id) };
}

/** Artifacts of the caller's run and attempt. */
function own(caller: Caller): readonly Artifact[] {
  return caller.world.state.artifacts.filter(
    (artifact) => artifact.runId === caller.run.id && (artifact.runAttempt ?? 1) === caller.job.runAttempt,
  );
}

function find(caller: Caller, name: string, finalized: boolean): Artifact {
  const artifact = own(caller).find((a) => a.name === name && a.finalized === finalized);
  if (artifact === undefined) throw new TwirpError(404, "not_found", `no artifact ${name}`);
  return artifact;
}

function text(value: unknown, field: string): string {
  if (typeof value === "string" && value !== "") return value;
  throw new TwirpError(400, "invalid_argument", `${field} is required`);
}
