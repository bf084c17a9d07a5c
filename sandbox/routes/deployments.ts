import { z } from "zod";
import { fieldsOf } from "../http/fields.ts";
import { ApiError, type Call, paged, type Reply, type Route } from "../http/route.ts";
import { commitNamed } from "../pulls/commit-named.ts";
import { addDeploymentStatus, emitDeployment } from "../pulls/deploy.ts";
import { byId } from "../pulls/find.ts";
import { READ_DEPLOYMENTS, WRITE_DEPLOYMENTS } from "../pulls/needs.ts";
import { checksOf } from "../pulls/standing.ts";
import {
  DEPLOYMENT_STATES,
  serializeDeployment,
  serializeDeploymentStatus,
} from "../serialize/deployment.ts";
import type { Deployment, DeploymentStatus } from "../state/deployments.ts";

const DEPLOYMENTS = "/repos/{owner}/{repo}/deployments";
const DEPLOYMENT = `${DEPLOYMENTS}/{deployment_id}`;
const STATUSES = `${DEPLOYMENT}/statuses`;

export const deploymentRoutes: readonly Route[] = [
  { method: "GET", path: DEPLOYMENTS, needs: READ_DEPLOYMENTS, handler: list },
  { method: "POST", path: DEPLOYMENTS, needs: WRITE_DEPLOYMENTS, handler: create },
  { method: "GET", path: DEPLOYMENT, needs: READ_DEPLOYMENTS, handler: get },
  { method: "DELETE", path: DEPLOYMENT, needs: WRITE_DEPLOYMENTS, handler: remove },
  { method: "GET", path: STATUSES, needs: READ_DEPLOYMENTS, handler: listStatuses },
  { method: "POST", path: STATUSES, needs: WRITE_DEPLOYMENTS, handler: createStatus },
  { method: "GET", path: `${STATUSES}/{status_id}`, needs: READ_DEPLOYMENTS, handler: getStatus },
];

const NewDeployment = z.object({
  ref: z.string().min(1),
  task: z.string().default("deploy"),
  required_contexts: z.array(z.string()).optional(),
  payload: z.unknown().optional(),
  environment: z.string().default("production"),
  description: z.string().nullish(),
  transient_environment: z.boolean().default(false),
  production_environment: z.boolean().optional(),
});

const NewStatus = z.object({
  state: z.enum(DEPLOYMENT_STATES),
  description: z.string().default(""),
  log_url: z.string().optional(),
  target_url: z.string().optional(),
  environment_url: z.string().optional(),
  auto_inactive: z.boolean().default(true),
});

function list(call: Call): Reply {
  const { world, repository, query } = call;
  const matches = (name: string, value: string) => (query.get(name) ?? value) === value;
  const found = world.state.deployments.filter(
    (each) =>
      each.repositoryId === repository.id &&
      matches("sha", each.sha) &&
      matches("ref", each.ref) &&
      matches("task", each.task ?? "deploy") &&
      matches("environment", each.environment),
  );
  return paged(call, found.reverse(), (each) => serializeDeployment(world, repository, each));
}

async function create(call: Call): Promise<Reply> {
  const { world, repository } = call;
  const fields = fieldsOf(call, NewDeployment);
  const sha = await commitNamed(call, fields.ref);
  // With an empty list nothing is required; without one, everything that was reported must have passed.
  if (fields.required_contexts?.length !== 0 && checksOf(world.state, repository.id, sha) !== "passing")
    throw new ApiError(409, `Conflict: Commit status checks failed for ${fields.ref}.`);
  const deployment: Deployment = {
    id: world.nextId(),
    repositoryId: repository.id,
    sha,
    ref: fields.ref,
    environment: fields.environment,
    description: fields.description ?? null,
    payload: fields.payload ?? {},
    creatorId: call.actorId,
    createdAt: world.now(),
    task: fields.task,
    productionEnvironment: fields.production_environment ?? fields.environment === "production",
    transientEnvironment: fields.transient_environment,
    statuses: [],
  };
  world.state.deployments.push(deployment);
  world.save();
  emitDeployment(world, repository, deployment);
  return { status: 201, body: serializeDeployment(world, repository, deployment) };
}

function get(call: Call): Reply {
  return { status: 200, body: serializeDeployment(call.world, call.repository, deploymentOf(call)) };
}

function remove(call: Call): Reply {
  const deployment = deploymentOf(call);
  const all = call.world.state.deployments;
  const others = all.filter((each) => each.repositoryId === call.repository.id && each !== deployment);
  if (deployment.statuses.at(-1)?.state !== "inactive" && others.length > 0 && deployment.statuses.length > 0)
    throw new ApiError(
      422,
      "We cannot delete an active deployment unless it is the only deployment in a given environment.",
    );
  call.world.state.deployments = all.filter((each) => each !== deployment);
  call.world.save();
  return { status: 204 };
}

function listStatuses(call: Call): Reply {
  const deployment = deploymentOf(call);
  return paged(call, deployment.statuses.toReversed(), (status) => shown(call, deployment, status));
}

function createStatus(call: Call): Reply {
  const fields = fieldsOf(call, NewStatus);
  const deployment = deploymentOf(call);
  const status = addDeploymentStatus(call.world, deployment, {
    state: fields.state,
    description: fields.description,
    logUrl: fields.log_url ?? fields.target_url,
    environmentUrl: fields.environment_url,
    retireOthers: fields.auto_inactive,
    actorId: call.actorId,
  });
  return { status: 201, body: shown(call, deployment, status) };
}

function getStatus(call: Call): Reply {
  const deployment = deploymentOf(call);
  return { status: 200, body: shown(call, deployment, byId(deployment.statuses, call.params.status_id)) };
}

function deploymentOf(call: Call): Deployment {
  const mine = call.world.state.deployments.filter((each) => each.repositoryId === call.repository.id);
  return byId(mine, call.params.deployment_id);
}

function shown(call: Call, deployment: Deployment, status: DeploymentStatus) {
  return serializeDeploymentStatus(call.world, { repository: call.repository, deployment, status });
}
