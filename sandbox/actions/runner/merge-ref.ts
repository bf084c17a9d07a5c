import { signatureOf, webFlow } from "../../pulls/signature.ts";
import type { Pull, Repository } from "../../state/entities.ts";
import type { World } from "../../world.ts";

/**
 * Makes `refs/pull/N/merge` anew: a real merge commit of the pull request's head into its base, which is what workflows
 * run on. A pull request that cannot be merged runs on its head.
 */
export async function mergeRefOf(
  world: World,
  repository: Repository,
  pull: Pull,
): Promise<{ readonly ref: string; readonly sha: string }> {
  const git = world.git(repository);
  const name = `refs/pull/${pull.number}/merge`;
  const base = (await git.ref(`refs/heads/${pull.base}`)) ?? pull.baseSha;
  const tree = await git.mergeTree(base, pull.headSha);
  if (tree === null) return { ref: `refs/pull/${pull.number}/head`, sha: pull.headSha };
  const known = await git.ref(name);
  const commit = known === null ? null : await git.commit(known);
  const isCurrent = commit?.tree === tree && commit.parents.join(" ") === `${base} ${pull.headSha}`;
  if (known !== null && isCurrent) return { ref: name, sha: known };
  const sha = await git.writeCommit({
    tree,
    parents: [base, pull.headSha],
    message: `Merge ${pull.headSha} into ${base}`,
    author: signatureOf(world, pull.authorId),
    committer: webFlow(world),
  });
  await git.updateRef(name, { expected: known, to: sha });
  return { ref: name, sha };
}
