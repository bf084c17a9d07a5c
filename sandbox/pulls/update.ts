import { ApiError } from "../http/route.ts";
import type { Pull } from "../state/entities.ts";
import { repositoryById } from "../state/find.ts";
import type { World } from "../world.ts";
import { branchTip } from "./branch.ts";
import { closePull } from "./close.ts";
import { emitPull } from "./events.ts";
import { fetchHead, keepHead } from "./head-ref.ts";

export interface PullUpdate {
  readonly title?: string | undefined;
  readonly body?: string | null | undefined;
  readonly state?: "open" | "closed" | undefined;
  readonly base?: string | undefined;
  readonly maintainer_can_modify?: boolean | undefined;
  readonly actorId: number;
}

/** Changes a pull request and tells it: `edited` with what stood before, `closed` or `reopened`. */
export async function updatePull(world: World, pull: Pull, update: PullUpdate): Promise<void> {
  if (pull.mergedAt !== null && update.state === "open")
    throw refused("state", "state cannot be changed. The pull request has been merged.");
  const changes = { ...editText(pull, update), ...(await editBase(world, pull, update)) };
  if (update.maintainer_can_modify !== undefined) pull.maintainerCanModify = update.maintainer_can_modify;
  if (Object.keys(changes).length > 0) {
    pull.updatedAt = world.now();
    world.save();
    await emitPull(world, pull, { action: "edited", senderId: update.actorId, extra: { changes } });
  }
  if (update.state === "closed" && pull.state === "open") await closePull(world, pull, update.actorId);
  if (update.state === "open" && pull.state === "closed") await reopen(world, pull, update.actorId);
}

function editText(pull: Pull, update: PullUpdate) {
  const title = update.title === undefined || update.title === pull.title ? undefined : pull.title;
  const body = update.body === undefined || update.body === pull.body ? undefined : (pull.body ?? "");
  pull.title = update.title ?? pull.title;
  if (update.body !== undefined) pull.body = update.body;
  return {
    ...(title === undefined ? {} : { title: { from: title } }),
    ...(body === undefined ? {} : { body: { from: body } }),
  };
}

async function editBase(world: World, pull: Pull, update: PullUpdate) {
  if (update.base === undefined || update.base === pull.base) return {};
  if (pull.state === "closed")
    throw refused("base", "Cannot change the base branch of a closed pull request.");
  const repository = repositoryById(world.state, pull.repositoryId);
  const git = world.git(repository);
  const sha = await branchTip(world, repository, update.base);
  if (sha === null)
    throw new ApiError(422, "Validation Failed", [{ ...PLACE, field: "base", code: "invalid" }]);
  if (await git.isAncestor(pull.headSha, sha))
    throw refused(
      "base",
      `There are no new commits between base branch '${update.base}' and head branch '${pull.headBranch}'`,
    );
  const before = { ref: { from: pull.base }, sha: { from: pull.baseSha } };
  pull.base = update.base;
  pull.baseSha = sha;
  return { base: before };
}

async function reopen(world: World, pull: Pull, actorId: number): Promise<void> {
  const source = repositoryById(world.state, pull.headRepositoryId);
  const repository = repositoryById(world.state, pull.repositoryId);
  const [head, base] = await Promise.all([
    branchTip(world, source, pull.headBranch),
    branchTip(world, repository, pull.base),
  ]);
  if (head === null)
    throw refused("state", `state cannot be changed. The ${pull.headBranch} branch has been deleted.`);
  if (base === null)
    throw refused("state", `state cannot be changed. The ${pull.base} branch has been deleted.`);
  await fetchHead(world, { into: repository, from: source, sha: head });
  if (await world.git(repository).isAncestor(head, base))
    throw refused(
      "state",
      `state cannot be changed. There are no new commits on the ${pull.headBranch} branch.`,
    );
  Object.assign(pull, {
    headSha: head,
    baseSha: base,
    state: "open",
    closedAt: null,
    updatedAt: world.now(),
  });
  await keepHead(world, repository, pull);
  world.save();
  await emitPull(world, pull, { action: "reopened", senderId: actorId });
}

const PLACE = { resource: "PullRequest" } as const;

function refused(field: string, message: string): ApiError {
  return new ApiError(422, "Validation Failed", [{ ...PLACE, field, code: "invalid", message }]);
}
