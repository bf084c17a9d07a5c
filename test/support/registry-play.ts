import type { Account } from "../../core/people.ts";
import type { Comment } from "../../usecases/answer-comment.ts";
import { evaluatePull } from "../../usecases/evaluate-pull.ts";
import { registerVersion } from "../../usecases/register-version.ts";
import { requestFromComment } from "../../usecases/request-move.ts";
import { ada, type RegistryWorld, type TrainedRun } from "./registry-world.ts";

/** The number of the newest comment of each world. */
const newest = new WeakMap<Pick<RegistryWorld, "now">, number>();

/** A comment that is written at this moment. */
export function written(world: Pick<RegistryWorld, "now">, comment: Omit<Comment, "question">): Comment {
  const id = (newest.get(world) ?? 500) + 1;
  newest.set(world, id);
  return { ...comment, question: { kind: "comment", id, at: world.now() } };
}

/** The numbers of a registered version's pull request. Fails when any step does not succeed. */
export async function registered(
  world: RegistryWorld,
  runId: number,
  trained: TrainedRun = {},
): Promise<number> {
  const pull = await opened(world, runId, trained);
  const outcome = await evaluatePull(world.ports, pull);
  if (outcome.kind !== "landed") throw new Error(JSON.stringify(outcome));
  return pull;
}

/** A version pull request that has not been looked at yet. */
export async function opened(world: RegistryWorld, runId: number, trained: TrainedRun = {}): Promise<number> {
  world.train(runId, trained);
  const [outcome] = await registerVersion(world.ports, { repository: "acme/churn", runId });
  if (outcome?.kind !== "registered") throw new Error(JSON.stringify(outcome));
  return outcome.pull;
}

/** The pull request of a move that somebody asked for. */
export async function asked(
  world: RegistryWorld,
  pull: number,
  { sender = ada, body = "/promote production" }: { sender?: Account; body?: string } = {},
): Promise<number> {
  const outcome = await requestFromComment(world.ports, { pull, body, sender });
  if (outcome.kind !== "requested") throw new Error(JSON.stringify(outcome));
  return outcome.pull;
}

/** Asks, approves by both, and lands. */
export async function promoted(
  world: RegistryWorld,
  pull: number,
  approvers: readonly Account[],
): Promise<number> {
  const move = await asked(world, pull);
  for (const approver of approvers) world.pulls.review(move, approver);
  const outcome = await evaluatePull(world.ports, move);
  if (outcome.kind !== "landed") throw new Error(JSON.stringify(outcome));
  return move;
}
