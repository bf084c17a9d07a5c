import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { initRepository, openRepository } from "../../../sandbox/git/bare-repository.ts";
import { runGit } from "../../../sandbox/git/command.ts";
import { openObjectStore } from "../../../sandbox/git/object-store.ts";
import type { TreeChange } from "../../../sandbox/git/repository.ts";
import { shortHistory } from "../../../sandbox/git/short-history.ts";
import { tempFolder } from "../../support/temp-folder.ts";

const WHO = { name: "ada", email: "ada@example.com", date: "2026-01-31T12:00:00Z" };

/** A commit: its parents among those before it, and a file that it writes or (with text null) removes. */
interface Drawn {
  readonly parents: readonly number[];
  readonly file: string;
  readonly text: string | null;
}

const drawn: fc.Arbitrary<readonly Drawn[]> = fc.array(
  fc.record({
    parents: fc.uniqueArray(fc.nat(9), { minLength: 1, maxLength: 2 }),
    file: fc.constantFrom("a", "b", "dir/c", "dir/d"),
    text: fc.option(fc.string({ maxLength: 3 }), { freq: 5 }),
  }),
  { minLength: 2, maxLength: 9 },
);

async function build(folder: string, commits: readonly Drawn[]): Promise<readonly string[]> {
  const git = openRepository(folder);
  const first = await git.writeCommit({
    tree: await git.writeTree(null, new Map([["a", await blob("first")]])),
    parents: [],
    message: "first\n",
    author: WHO,
    committer: WHO,
  });
  async function blob(text: string): Promise<TreeChange> {
    return { mode: "100644", type: "blob", sha: await git.writeBlob(Buffer.from(text)) };
  }
  const ids = [first];
  for (const [at, { parents, file, text }] of commits.entries()) {
    const known = [...new Set(parents.map((parent) => ids[parent % ids.length] ?? first))];
    const base = (await git.commit(known[0] ?? first))?.tree ?? null;
    const change = text === null ? null : await blob(text);
    ids.push(
      await git.writeCommit({
        tree: await git.writeTree(base, new Map([[file, change]])),
        parents: known,
        message: `${at}\n`,
        author: WHO,
        committer: WHO,
      }),
    );
  }
  git.close();
  return ids;
}

describe("a short history", () => {
  it("answers as git does, or leaves the answer to git", async () => {
    const folder = tempFolder();
    await initRepository(folder, "main");
    let answered = 0;
    await fc.assert(
      fc.asyncProperty(drawn, fc.nat(9), fc.nat(9), async (commits, a, b) => {
        const ids = await build(folder, commits);
        const [base = "", head = ""] = [ids[a % ids.length], ids[b % ids.length]];
        const objects = openObjectStore(folder);
        const short = shortHistory(objects);
        const git = async (...args: string[]) => (await runGit(folder, args)).stdout.toString().trim();
        const log = (await short.log(base, head))?.map(({ sha }) => sha).join("\n");
        if (log !== undefined) {
          answered += 1;
          expect(log).toBe(await git("rev-list", "--reverse", "--topo-order", `${base}..${head}`));
        }
        const fork = await short.mergeBase(base, head);
        if (fork !== undefined) expect(fork).toBe(await git("merge-base", base, head));
        const tree = await short.mergeTree(base, head);
        if (tree !== undefined) expect(tree).toBe(await git("merge-tree", "--write-tree", base, head));
        objects.close();
      }),
      { numRuns: 25 },
    );
    expect(answered).toBeGreaterThan(5);
  }, 120_000);
});
