import { serializeDeployment, serializeDeploymentStatus } from "../serialize/deployment.ts";
import type { Deployment, DeploymentStatus } from "../state/deployments.ts";
import type { Repository } from "../state/entities.ts";
import { repositoryById } from "../state/find.ts";
import type { World } from "../world.ts";

export interface NewDeploymentStatus {
  readonly state: string;
  readonly description: string;
  readonly logUrl: string | undefined;
  readonly environmentUrl: string | undefined;
  /** Whether success makes earlier deployments to the same lasting environment inactive. */
  readonly retireOthers: boolean;
  readonly actorId: number;
}

export function emitDeployment(world: World, repository: Repository, deployment: Deployment): void {
  world.emit({
    event: "deployment",
    action: "created",
    repositoryId: repository.id,
    senderId: deployment.creatorId,
    payload: {
      deployment: serializeDeployment(world, repository, deployment),
      workflow: null,
      workflow_run: null,
    },
  });
}

/** Adds a status and tells it; success retires what was deployed to the same environment before. */
export function addDeploymentStatus(
  world: World,
  deployment: Deployment,
  wanted: NewDeploymentStatus,
): DeploymentStatus {
  const status = push(world, deployment, wanted);
  if (wanted.state === "success" && wanted.retireOthers && deployment.transientEnvironment !== true)
    for (const earlier of activeBefore(world, deployment))
      push(world, earlier, { ...wanted, state: "inactive", description: "" });
  return status;
}

function activeBefore(world: World, deployment: Deployment): readonly Deployment[] {
  return world.state.deployments.filter(
    (each) =>
      each.repositoryId === deployment.repositoryId &&
      each.environment === deployment.environment &&
      each.id < deployment.id &&
      each.transientEnvironment !== true &&
      each.statuses.at(-1)?.state === "success",
  );
}

function push(world: World, deployment: Deployment, wanted: NewDeploymentStatus): DeploymentStatus {
  const status: DeploymentStatus = {
    id: world.nextId(),
    state: wanted.state,
    description: wanted.description,
    creatorId: wanted.actorId,
    createdAt: world.now(),
    ...(wanted.environmentUrl === undefined ? {} : { environmentUrl: wanted.environmentUrl }),
    ...(wanted.logUrl === undefined ? {} : { logUrl: wanted.logUrl }),
  };
  deployment.statuses.push(status);
  world.save();
  const repository = repositoryById(world.state, deployment.repositoryId);
  world.emit({
    event: "deployment_status",
    action: "created",
    repositoryId: repository.id,
    senderId: wanted.actorId,
    payload: {
      deployment: serializeDeployment(world, repository, deployment),
      deployment_status: serializeDeploymentStatus(world, { repository, deployment, status }),
      check_run: null,
      workflow: null,
      workflow_run: null,
    },
  });
  return status;
}
