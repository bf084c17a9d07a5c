import { ApiError } from "../http/route.ts";
import type { Pull, Repository } from "../state/entities.ts";
import { findRepository, userById } from "../state/find.ts";
import type { World } from "../world.ts";
import { branchTip } from "./branch.ts";
import { emitPull } from "./events.ts";
import { fetchHead, keepHead } from "./head-ref.ts";
import { checkText } from "./text.ts";

export interface NewPull {
  readonly title: string;
  readonly body: string | null;
  /** `branch` or `owner:branch`. */
  readonly head: string;
  readonly base: string;
  readonly draft: boolean;
  readonly maintainerCanModify: boolean;
  /** Name of the head's repository when its owner has several of them. */
  readonly headRepository: string | null;
  readonly authorId: number;
}

/** What is asked for, and the branches that it names. */
interface Found {
  readonly wanted: NewPull;
  readonly ends: Ends;
}

interface Ends {
  readonly headRepository: Repository;
  readonly headBranch: string;
  readonly headSha: string;
  readonly baseSha: string;
}

/** Opens a pull request. Raises 422 where GitHub does: no such branch, nothing to merge, one is open already. */
export async function createPull(world: World, repository: Repository, wanted: NewPull): Promise<Pull> {
  checkText(wanted);
  const ends = await findEnds(world, repository, wanted);
  refuseDuplicate(world, repository, { wanted, ends });
  await fetchHead(world, { into: repository, from: ends.headRepository, sha: ends.headSha });
  await refuseNothing(world, repository, { wanted, ends });
  // While git was at work the branches may have moved, or others may have opened the same one.
  const now = await findEnds(world, repository, wanted);
  if (now.headSha !== ends.headSha || now.baseSha !== ends.baseSha)
    return createPull(world, repository, wanted);
  refuseDuplicate(world, repository, { wanted, ends });
  const pull = addPull(world, repository, { wanted, ends });
  await keepHead(world, repository, pull);
  await emitPull(world, pull, { action: "opened", senderId: wanted.authorId });
  return pull;
}

function addPull(world: World, repository: Repository, { wanted, ends }: Found): Pull {
  const now = world.now();
  repository.lastNumber += 1;
  const pull: Pull = {
    id: world.nextId(),
    repositoryId: repository.id,
    number: repository.lastNumber,
    title: wanted.title,
    body: wanted.body,
    state: "open",
    draft: wanted.draft,
    locked: false,
    authorId: wanted.authorId,
    headBranch: ends.headBranch,
    headRepositoryId: ends.headRepository.id,
    base: wanted.base,
    headSha: ends.headSha,
    baseSha: ends.baseSha,
    labelIds: [],
    requestedReviewerIds: [],
    maintainerCanModify: wanted.maintainerCanModify,
    createdAt: now,
    updatedAt: now,
    closedAt: null,
    mergedAt: null,
    mergedById: null,
    mergeCommitSha: null,
  };
  world.state.pulls.push(pull);
  world.save();
  return pull;
}

async function findEnds(world: World, repository: Repository, wanted: NewPull): Promise<Ends> {
  const { headRepository, headBranch } = findHead(world, repository, wanted);
  const [headSha, baseSha] = await Promise.all([
    branchTip(world, headRepository, headBranch),
    branchTip(world, repository, wanted.base),
  ]);
  const missing = [
    ...(baseSha === null ? [invalid("base")] : []),
    ...(headSha === null ? [invalid("head")] : []),
  ];
  if (headSha === null || baseSha === null) throw new ApiError(422, "Validation Failed", missing);
  return { headRepository, headBranch, headSha, baseSha };
}

function findHead(world: World, repository: Repository, wanted: NewPull) {
  const colon = wanted.head.indexOf(":");
  if (colon < 0) return { headRepository: repository, headBranch: wanted.head };
  const owner = wanted.head.slice(0, colon);
  const headBranch = wanted.head.slice(colon + 1);
  const name = wanted.headRepository ?? repository.name;
  const found = findRepository(world.state, owner, name);
  if (found === undefined) throw new ApiError(422, "Validation Failed", [invalid("head")]);
  return { headRepository: found, headBranch };
}

async function refuseNothing(world: World, repository: Repository, { wanted, ends }: Found): Promise<void> {
  const git = world.git(repository);
  if ((await git.mergeBase(ends.baseSha, ends.headSha)) === null)
    throw refused(`The ${wanted.head} branch has no history in common with ${wanted.base}`);
  if (await git.isAncestor(ends.headSha, ends.baseSha))
    throw refused(`No commits between ${wanted.base} and ${wanted.head}`);
}

function refuseDuplicate(world: World, repository: Repository, { wanted, ends }: Found): void {
  const open = world.state.pulls.some(
    (pull) =>
      pull.repositoryId === repository.id &&
      pull.state === "open" &&
      pull.base === wanted.base &&
      pull.headBranch === ends.headBranch &&
      pull.headRepositoryId === ends.headRepository.id,
  );
  if (!open) return;
  const owner = userById(world.state, ends.headRepository.ownerId).login;
  throw refused(`A pull request already exists for ${owner}:${ends.headBranch}.`);
}

function invalid(field: string) {
  return { resource: "PullRequest", field, code: "invalid" };
}

function refused(message: string): ApiError {
  return new ApiError(422, "Validation Failed", [{ resource: "PullRequest", code: "custom", message }]);
}
