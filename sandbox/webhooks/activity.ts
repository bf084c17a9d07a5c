import type { RefChange, World } from "../world.ts";

/** Writes down who moved a branch, and how. Other refs leave no trace, as on GitHub. */
export async function recordActivity(world: World, change: RefChange): Promise<void> {
  const { repository, ref, before, after, actorId } = change;
  if (!ref.startsWith("refs/heads/")) return;
  const git = world.git(repository);
  const forced = before !== null && after !== null && !(await git.isAncestor(before, after));
  world.state.activities ??= [];
  world.state.activities.push({
    id: world.nextId(),
    repositoryId: repository.id,
    ref,
    before,
    after,
    actorId,
    forced,
    at: world.now(),
  });
  world.save();
}
