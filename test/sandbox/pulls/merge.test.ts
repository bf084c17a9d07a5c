import fc from "fast-check";
import { afterEach, beforeEach, expect, test } from "vitest";
import { mergePull } from "../../../sandbox/pulls/merge.ts";
import { type PullWorld, startPulls } from "../support/pulls.ts";

let world: PullWorld;
beforeEach(async () => {
  world = await startPulls();
});
afterEach(() => world.end());

/** Path → blob of everything on main. */
async function onMain(): Promise<Record<string, string>> {
  const git = world.sandbox.world.git(world.repository);
  const commit = await git.commit((await git.ref("refs/heads/main")) ?? "");
  const tree = (await git.tree(commit?.tree ?? "", true)) ?? [];
  return Object.fromEntries(tree.filter(({ type }) => type === "blob").map(({ path, sha }) => [path, sha]));
}

const files = fc.dictionary(fc.stringMatching(/^[a-z]{1,3}$/), fc.string({ minLength: 1 }), {
  minKeys: 1,
  maxKeys: 4,
});
const method = fc.constantFrom("merge", "squash", "rebase");

test("whatever the method, main holds afterwards what it had and what the head brought", async () => {
  let round = 0;
  await fc.assert(
    fc.asyncProperty(method, files, files, async (how, ours, theirs) => {
      round += 1;
      const under = (folder: string, given: Record<string, string>) =>
        Object.fromEntries(Object.entries(given).map(([name, text]) => [`${folder}-${round}/${name}`, text]));
      const pull = await world.open(`topic-${round}`);
      await world.commit(pull.headBranch, under("theirs", theirs));
      await world.commit("main", under("ours", ours));
      const before = await onMain();
      await mergePull(world.sandbox.world, pull, {
        method: how,
        title: undefined,
        message: undefined,
        sha: pull.headSha,
        actorId: pull.authorId,
      });
      const after = await onMain();
      expect(after).toMatchObject(before);
      const brought = Object.keys(after).filter((path) => !(path in before));
      const expected = [`${pull.headBranch}.txt`, ...Object.keys(under("theirs", theirs))];
      expect(brought.sort()).toEqual(expected.sort());
      expect(pull).toMatchObject({ state: "closed", mergeCommitSha: expect.any(String) });
    }),
    { numRuns: 8 },
  );
});
