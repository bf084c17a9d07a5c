import type { GitRepository } from "../git/repository.ts";
import { ApiError } from "../http/route.ts";
import type { Pull, Repository } from "../state/entities.ts";
import type { World } from "../world.ts";

/** Pull requests that brought a commit, or would bring it: its head's history beyond its base, or its merge. */
export async function pullsOfCommit(
  world: World,
  repository: Repository,
  sha: string,
): Promise<readonly Pull[]> {
  const git = world.git(repository);
  if ((await git.commit(sha)) === null) throw new ApiError(422, `No commit found for SHA: ${sha}`);
  const pulls = world.state.pulls.filter((pull) => pull.repositoryId === repository.id);
  const holds = await Promise.all(pulls.map((pull) => holdsCommit(git, pull, sha)));
  return pulls.filter((_, at) => holds[at]);
}

/** Whether a commit is one of the pull request's own, or what landed it. */
export async function holdsCommit(git: GitRepository, pull: Pull, sha: string): Promise<boolean> {
  if (pull.headSha === sha || pull.mergeCommitSha === sha) return true;
  return (await git.isAncestor(sha, pull.headSha)) && !(await git.isAncestor(sha, pull.baseSha));
}
