import type { Commit, GitRepository, Signature } from "../git/repository.ts";
import { ApiError } from "../http/route.ts";
import type { Pull } from "../state/entities.ts";
import { repositoryById, userById } from "../state/find.ts";
import type { World } from "../world.ts";
import { fetchHead } from "./head-ref.ts";
import { landingAs } from "./landings.ts";
import { signatureOf, signCommit, webFlow } from "./signature.ts";

export interface MergeRequest {
  readonly method: "merge" | "squash" | "rebase";
  readonly title: string | undefined;
  readonly message: string | undefined;
  /** The head that was looked at; another one by now is a conflict (409). */
  readonly sha: string | undefined;
  readonly actorId: number;
}

/**
 * Merges a pull request and returns the base's new tip. Raises 405 when it cannot be merged or the base moved
 * meanwhile, 409 when the head is not the one expected.
 */
export async function mergePull(world: World, pull: Pull, request: MergeRequest): Promise<string> {
  refuseUnready(pull, request);
  const repository = repositoryById(world.state, pull.repositoryId);
  const { baseSha, headSha } = pull;
  const commit = await buildMerge(world, pull, request);
  if (commit === null) throw notMergeable();
  // A rebase makes several commits, and GitHub signs none of them.
  if (request.method !== "rebase") signCommit(world, commit);
  // While git was at work the pull request may have been pushed to, closed or merged.
  refuseUnready(pull, { ...request, sha: request.sha ?? headSha });
  await landingAs(world, { pull, commit }, () =>
    world
      .moveRef({
        repository,
        ref: `refs/heads/${pull.base}`,
        expected: baseSha,
        to: commit,
        actorId: request.actorId,
      })
      .catch(refuseMovedBase),
  );
  return commit;
}

function refuseUnready(pull: Pull, request: MergeRequest): void {
  if (pull.draft) throw new ApiError(405, "Pull Request is still a draft");
  if (pull.state === "closed") throw notMergeable();
  if (request.sha !== undefined && request.sha !== pull.headSha)
    throw new ApiError(409, "Head branch was modified. Review and try the merge again.");
}

function refuseMovedBase(error: unknown): never {
  if (error instanceof ApiError && error.status === 422)
    throw new ApiError(405, "Base branch was modified. Review and try the merge again.");
  throw error;
}

function notMergeable(): ApiError {
  return new ApiError(405, "Pull Request is not mergeable");
}

function buildMerge(world: World, pull: Pull, request: MergeRequest): Promise<string | null> {
  switch (request.method) {
    case "merge":
      return buildMergeCommit(world, pull, request);
    case "squash":
      return buildSquash(world, pull, request);
    case "rebase":
      return buildRebase(world, pull);
  }
}

function gitOf(world: World, pull: Pull): GitRepository {
  return world.git(repositoryById(world.state, pull.repositoryId));
}

async function buildMergeCommit(world: World, pull: Pull, request: MergeRequest) {
  const git = gitOf(world, pull);
  const tree = await git.mergeTree(pull.baseSha, pull.headSha);
  if (tree === null) return null;
  const source = repositoryById(world.state, pull.headRepositoryId);
  const owner = userById(world.state, source.ownerId).login;
  const title = request.title ?? `Merge pull request #${pull.number} from ${owner}/${pull.headBranch}`;
  return git.writeCommit({
    tree,
    parents: [pull.baseSha, pull.headSha],
    message: withBody(title, request.message ?? pull.title),
    author: signatureOf(world, request.actorId),
    committer: webFlow(world),
  });
}

async function buildSquash(world: World, pull: Pull, request: MergeRequest) {
  const git = gitOf(world, pull);
  const tree = await git.mergeTree(pull.baseSha, pull.headSha);
  if (tree === null) return null;
  const commits = await git.log(pull.baseSha, pull.headSha);
  const listed =
    commits.length === 1 ? "" : commits.map((commit) => `* ${commit.message.trim()}`).join("\n\n");
  return git.writeCommit({
    tree,
    parents: [pull.baseSha],
    message: withBody(request.title ?? `${pull.title} (#${pull.number})`, request.message ?? listed),
    author: signatureOf(world, pull.authorId),
    committer: webFlow(world),
  });
}

/** Replays the head's commits on the base, one by one; null when one of them does not apply. */
async function buildRebase(world: World, pull: Pull): Promise<string | null> {
  const git = gitOf(world, pull);
  let tip = pull.baseSha;
  for (const commit of await git.log(pull.baseSha, pull.headSha)) {
    if (commit.parents.length > 1) continue;
    const next = await replay(git, { commit, tip, committer: webFlow(world) });
    if (next === null) return null;
    tip = next;
  }
  return tip;
}

/**
 * Applies what one commit changed to another tip. The three-way merge needs the commit's parent as its base, so it
 * runs from a scratch commit with the tip's tree on that parent.
 */
async function replay(
  git: GitRepository,
  step: { commit: Commit; tip: string; committer: Signature },
): Promise<string | null> {
  const onto = await git.commit(step.tip);
  if (onto === null) return null;
  const scratch = await git.writeCommit({ ...step.commit, parents: step.commit.parents, tree: onto.tree });
  const tree = await git.mergeTree(scratch, step.commit.sha);
  if (tree === null) return null;
  return git.writeCommit({
    tree,
    parents: [step.tip],
    message: step.commit.message,
    author: step.commit.author,
    committer: step.committer,
  });
}

function withBody(title: string, body: string): string {
  return body === "" ? title : `${title}\n\n${body}`;
}

/** Merges the base into the head branch and returns its new tip. Raises 422 as GitHub does. */
export async function updateHead(
  world: World,
  pull: Pull,
  request: { expectedHead: string | undefined; actorId: number },
): Promise<string> {
  const repository = repositoryById(world.state, pull.repositoryId);
  const git = world.git(repository);
  if (request.expectedHead !== undefined && request.expectedHead !== pull.headSha)
    throw new ApiError(422, "expected head sha didn’t match current head ref.");
  if (await git.isAncestor(pull.baseSha, pull.headSha))
    throw new ApiError(422, "There are no new commits on the base branch.");
  const tree = await git.mergeTree(pull.headSha, pull.baseSha);
  if (tree === null) throw new ApiError(422, "merge conflict between base and head");
  const commit = await git.writeCommit({
    tree,
    parents: [pull.headSha, pull.baseSha],
    message: `Merge branch '${pull.base}' into ${pull.headBranch}`,
    author: signatureOf(world, request.actorId),
    committer: webFlow(world),
  });
  const source = repositoryById(world.state, pull.headRepositoryId);
  await fetchHead(world, { into: source, from: repository, sha: commit });
  await world.moveRef({
    repository: source,
    ref: `refs/heads/${pull.headBranch}`,
    expected: pull.headSha,
    to: commit,
    actorId: request.actorId,
  });
  return commit;
}
