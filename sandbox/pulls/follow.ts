import type { Pull } from "../state/entities.ts";
import { repositoryById } from "../state/find.ts";
import type { RefChange, World } from "../world.ts";
import { closePull, markMerged } from "./close.ts";
import { emitPull } from "./events.ts";
import { fetchHead, keepHead } from "./head-ref.ts";
import { landingOf } from "./landings.ts";

const BRANCHES = "refs/heads/";

/** Makes pull requests follow the branches that they are about, whoever moves those and however. */
export function followBranches(world: World): void {
  world.onRefMoved(async (change) => {
    if (!change.ref.startsWith(BRANCHES)) return;
    const branch = change.ref.slice(BRANCHES.length);
    for (const pull of openPulls(world)) {
      if (pull.headRepositoryId === change.repository.id && pull.headBranch === branch)
        await followHead(world, pull, change);
      else if (pull.repositoryId === change.repository.id && pull.base === branch)
        await followBase(world, pull, change);
    }
  });
}

function openPulls(world: World): readonly Pull[] {
  return world.state.pulls.filter((pull) => pull.state === "open");
}

async function followHead(world: World, pull: Pull, change: RefChange): Promise<void> {
  if (change.after === null) return closePull(world, pull, change.actorId);
  if (change.after === pull.headSha) return;
  const repository = repositoryById(world.state, pull.repositoryId);
  const before = pull.headSha;
  await fetchHead(world, { into: repository, from: change.repository, sha: change.after });
  pull.headSha = change.after;
  pull.updatedAt = world.now();
  await keepHead(world, repository, pull);
  world.save();
  await emitPull(world, pull, {
    action: "synchronize",
    senderId: change.actorId,
    extra: { before, after: change.after },
  });
  // A head that was set back into its base has nothing left to merge: GitHub closes it, and not as merged.
  if (await world.git(repository).isAncestor(pull.headSha, pull.baseSha))
    await closePull(world, pull, change.actorId);
}

async function followBase(world: World, pull: Pull, change: RefChange): Promise<void> {
  const { after, before, actorId } = change;
  if (after === null) return closePull(world, pull, actorId);
  const git = world.git(repositoryById(world.state, pull.repositoryId));
  const landed = landingOf(world, pull, after) || (await git.isAncestor(pull.headSha, after));
  if (pull.state !== "open") return;
  if (landed) return markMerged(world, pull, { commit: after, baseSha: before ?? pull.baseSha, actorId });
  pull.baseSha = after;
  world.save();
}
