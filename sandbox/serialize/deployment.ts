import type { components } from "@octokit/openapi-types";
import type { Deployment, DeploymentStatus } from "../state/deployments.ts";
import type { Repository } from "../state/entities.ts";
import type { World } from "../world.ts";
import { integrationOfBot, simpleUser } from "./actor.ts";
import { apiUrl } from "./links.ts";

type Schemas = components["schemas"];

export const DEPLOYMENT_STATES = [
  "error",
  "failure",
  "inactive",
  "pending",
  "success",
  "queued",
  "in_progress",
] as const satisfies readonly Schemas["deployment-status"]["state"][];

export function serializeDeployment(
  world: World,
  repository: Repository,
  deployment: Deployment,
): Schemas["deployment"] {
  const url = `${apiUrl(world, repository)}/deployments/${deployment.id}`;
  return {
    id: deployment.id,
    node_id: `DE_${deployment.id}`,
    url,
    statuses_url: `${url}/statuses`,
    repository_url: apiUrl(world, repository),
    sha: deployment.sha,
    ref: deployment.ref,
    task: deployment.task ?? "deploy",
    payload: payloadOf(deployment.payload),
    original_environment: deployment.environment,
    environment: deployment.environment,
    description: deployment.description,
    creator: simpleUser(world, deployment.creatorId),
    created_at: deployment.createdAt,
    updated_at: deployment.statuses.at(-1)?.createdAt ?? deployment.createdAt,
    transient_environment: deployment.transientEnvironment ?? false,
    production_environment: deployment.productionEnvironment ?? false,
    performed_via_github_app: integrationOfBot(world, deployment.creatorId),
  };
}

export function serializeDeploymentStatus(
  world: World,
  on: { repository: Repository; deployment: Deployment; status: DeploymentStatus },
): Schemas["deployment-status"] {
  const deployment = `${apiUrl(world, on.repository)}/deployments/${on.deployment.id}`;
  const { status } = on;
  return {
    id: status.id,
    node_id: `DES_${status.id}`,
    url: `${deployment}/statuses/${status.id}`,
    deployment_url: deployment,
    repository_url: apiUrl(world, on.repository),
    state: DEPLOYMENT_STATES.find((state) => state === status.state) ?? "pending",
    creator: simpleUser(world, status.creatorId),
    description: status.description,
    environment: on.deployment.environment,
    // GitHub sends an empty text where no address was given, which its own description forbids.
    target_url: status.logUrl ?? deployment,
    ...(status.logUrl === undefined ? {} : { log_url: status.logUrl }),
    ...(status.environmentUrl === undefined ? {} : { environment_url: status.environmentUrl }),
    created_at: status.createdAt,
    updated_at: status.createdAt,
    performed_via_github_app: integrationOfBot(world, status.creatorId),
  };
}

function payloadOf(payload: unknown): Record<string, unknown> | string {
  if (typeof payload === "string") return payload;
  return typeof payload === "object" && payload !== null ? { ...payload } : {};
}
