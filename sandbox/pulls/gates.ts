import { ApiError } from "../http/route.ts";
import { serializeDeployment } from "../serialize/deployment.ts";
import { apiUrl } from "../serialize/links.ts";
import type { Deployment, Environment, Gate } from "../state/deployments.ts";
import type { Repository, WorkflowRun } from "../state/entities.ts";
import type { World } from "../world.ts";

/** https://docs.github.com/actions/how-tos/deploy/configure-and-manage-deployments/create-custom-protection-rules */
const MAX_COMMENT = 1_024;
const MAX_REPORTS = 10;

/** The environment of that name, made where there is none: a workflow that names one makes it, too. */
export function environmentNamed(world: World, repository: Repository, name: string): Environment {
  const found = world.state.environments.find(
    (each) => each.repositoryId === repository.id && each.name.toLowerCase() === name.toLowerCase(),
  );
  if (found !== undefined) return found;
  const made = {
    id: world.nextId(),
    repositoryId: repository.id,
    name,
    createdAt: world.now(),
    rules: [],
  };
  world.state.environments.push(made);
  world.save();
  return made;
}

export interface AskedDeployment {
  readonly run: WorkflowRun;
  readonly environment: string;
  /** Branch, tag or commit; GitHub takes the run's own. */
  readonly ref: string;
  readonly payload?: unknown;
  /** Whose account GitHub makes the deployment with: that of the Actions App. */
  readonly creatorId: number;
}

/** A job of a run wants an environment: GitHub makes a deployment and asks each App whose rule protects it. */
export function askForDeployment(world: World, repository: Repository, asked: AskedDeployment): Deployment {
  const { run, ref, payload = {}, creatorId } = asked;
  const environment = environmentNamed(world, repository, asked.environment);
  const deployment: Deployment = {
    id: world.nextId(),
    repositoryId: repository.id,
    sha: run.headSha,
    ref,
    environment: environment.name,
    description: null,
    payload,
    creatorId,
    createdAt: world.now(),
    statuses: [],
  };
  world.state.deployments.push(deployment);
  for (const { appId } of environment.rules) ask(world, repository, { run, deployment, appId });
  world.save();
  return deployment;
}

function ask(
  world: World,
  repository: Repository,
  { run, deployment, appId }: { run: WorkflowRun; deployment: Deployment; appId: number },
): void {
  const { environment } = deployment;
  world.state.gates.push({
    repositoryId: repository.id,
    runId: run.id,
    deploymentId: deployment.id,
    environment,
    appId,
    state: "waiting",
    comments: [],
  });
  world.emit({
    event: "deployment_protection_rule",
    action: "requested",
    repositoryId: repository.id,
    senderId: run.actorId,
    onlyAppId: appId,
    payload: {
      environment,
      event: run.event,
      deployment_callback_url: `${apiUrl(world, repository)}/actions/runs/${run.id}/deployment_protection_rule`,
      deployment: serializeDeployment(world, repository, deployment),
      pull_requests: [],
    },
  });
}

export interface GateReview {
  readonly environment: string;
  readonly state: "approved" | "rejected" | undefined;
  readonly comment: string | undefined;
}

/** An App's word on the jobs of a run that wait for it. Raises 422 where none does, or for too long a comment. */
export function reviewGate(
  world: World,
  of: { readonly repositoryId: number; readonly runId: number; readonly appId: number },
  { environment, state, comment }: GateReview,
): void {
  const waiting = world.state.gates.filter(
    (gate) =>
      gate.repositoryId === of.repositoryId &&
      gate.runId === of.runId &&
      gate.appId === of.appId &&
      gate.environment === environment &&
      gate.state === "waiting",
  );
  if (waiting.length === 0) throw new ApiError(422, "No pending deployment requests to approve or reject");
  if (Array.from(comment ?? "").length > MAX_COMMENT) {
    throw new ApiError(422, `The comment is too long (maximum is ${MAX_COMMENT} characters)`);
  }
  for (const gate of waiting) review(gate, state, comment);
  world.save();
}

function review(gate: Gate, state: GateReview["state"], comment: string | undefined): void {
  if (state === undefined && gate.comments.length === MAX_REPORTS) {
    throw new ApiError(422, `No more than ${MAX_REPORTS} status reports are allowed`);
  }
  if (comment !== undefined) gate.comments.push(comment);
  gate.state = state ?? gate.state;
}
