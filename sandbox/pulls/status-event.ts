import { serializeCommit } from "../serialize/commit.ts";
import { apiUrl } from "../serialize/links.ts";
import { serializeStatus } from "../serialize/status.ts";
import type { CommitStatus, Repository } from "../state/entities.ts";
import { fullName } from "../state/find.ts";
import type { World } from "../world.ts";

const BRANCHES = "refs/heads/";
/** GitHub names at most ten branches that hold the commit. */
const MAX_BRANCHES = 10;

/** Sends `status`, the one webhook about commit statuses: it has no action. */
export async function emitStatus(world: World, repository: Repository, status: CommitStatus): Promise<void> {
  const git = world.git(repository);
  const commit = await git.commit(status.sha);
  if (commit === null) return;
  const body = serializeStatus(world, repository, status);
  world.emit({
    event: "status",
    repositoryId: repository.id,
    senderId: status.creatorId,
    payload: {
      id: status.id,
      sha: status.sha,
      name: fullName(world.state, repository),
      avatar_url: body.avatar_url,
      target_url: status.targetUrl,
      context: status.context,
      description: status.description,
      state: status.state,
      commit: serializeCommit(world, repository, commit),
      branches: await branchesAt(world, repository, status.sha),
      created_at: status.createdAt,
      updated_at: status.createdAt,
    },
  });
}

async function branchesAt(world: World, repository: Repository, sha: string) {
  const git = world.git(repository);
  const heads = [...(await git.refs(BRANCHES))];
  const holds = await Promise.all(heads.map(([, head]) => git.isAncestor(sha, head)));
  return heads
    .filter((_, at) => holds[at])
    .slice(0, MAX_BRANCHES)
    .map(([name, head]) => ({
      name: name.slice(BRANCHES.length),
      commit: { sha: head, url: `${apiUrl(world, repository)}/commits/${head}` },
      protected: false,
    }));
}
