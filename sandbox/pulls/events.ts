import { serializePullForWebhook } from "../serialize/pull.ts";
import type { Pull } from "../state/entities.ts";
import { repositoryById } from "../state/find.ts";
import type { World } from "../world.ts";
import { pullFacts } from "./facts.ts";

/** Sends `pull_request.ACTION`; `extra` holds what the action adds, such as `label` or `before`. */
export async function emitPull(
  world: World,
  pull: Pull,
  event: { action: string; senderId: number; extra?: Readonly<Record<string, unknown>> },
): Promise<void> {
  world.emit({
    event: "pull_request",
    action: event.action,
    repositoryId: pull.repositoryId,
    senderId: event.senderId,
    payload: {
      number: pull.number,
      pull_request: await pullForWebhook(world, pull),
      ...event.extra,
    },
  });
}

/** The `pull_request` field of any webhook. */
export async function pullForWebhook(world: World, pull: Pull) {
  const repository = repositoryById(world.state, pull.repositoryId);
  return serializePullForWebhook(world, pull, await pullFacts(world, repository, pull));
}
