import { expectGit } from "../git/command.ts";
import type { Pull, Repository } from "../state/entities.ts";
import type { World } from "../world.ts";

/** Brings a commit of another repository of the network here, where it is compared and merged. */
export async function fetchHead(
  world: World,
  { into, from, sha }: { into: Repository; from: Repository; sha: string },
): Promise<void> {
  if (from.id === into.id) return;
  const source = world.git(from).folder;
  await expectGit(world.git(into).folder, ["fetch", "--quiet", "--no-tags", source, sha]);
}

/**
 * Sets `refs/pull/N/head`, which keeps the head's commits when its branch is gone and is what people fetch to try a
 * pull request. It is no branch: nobody is told that it moved.
 */
export async function keepHead(world: World, repository: Repository, pull: Pull): Promise<void> {
  const git = world.git(repository);
  const name = `refs/pull/${pull.number}/head`;
  await git.updateRef(name, { expected: await git.ref(name), to: pull.headSha });
}
