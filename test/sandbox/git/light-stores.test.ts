import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { initRepository, openRepository } from "../../../sandbox/git/bare-repository.ts";
import { openLightObjects, openLightRefs } from "../../../sandbox/git/light-stores.ts";
import { openObjectStore } from "../../../sandbox/git/object-store.ts";
import { openRefStore } from "../../../sandbox/git/ref-store.ts";

const WHO = { name: "ada", email: "ada@example.com", date: "2026-01-01T00:00:00Z" };

describe("a repository in memory on top of another one", () => {
  let folder: string;
  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), "light-"));
    for (const name of ["below", "own"]) await initRepository(join(folder, name), "main");
  });
  afterEach(() => rm(folder, { recursive: true, force: true }));

  const at = (name: string) => join(folder, name);
  const light = () =>
    openRepository(at("own"), {
      objects: openLightObjects(openObjectStore(at("below")), openObjectStore(at("own"))),
      refs: openLightRefs(openRefStore(at("below"))),
    });

  async function commitIn(git: ReturnType<typeof openRepository>, text: string, parents: readonly string[]) {
    const sha = await git.writeBlob(Buffer.from(text));
    const tree = await git.writeTree(null, new Map([["a", { mode: "100644", type: "blob", sha }]]));
    return await git.writeCommit({ tree, parents, message: text, author: WHO, committer: WHO });
  }

  it("begins with what is below and leaves it as it is", async () => {
    const below = openRepository(at("below"));
    const first = await commitIn(below, "one", []);
    await below.updateRef("refs/heads/main", { expected: null, to: first });
    const git = light();
    const second = await commitIn(git, "two", [first]);
    expect(await git.updateRef("refs/heads/main", { expected: first, to: second })).toBe(true);
    expect((await git.log(first, second)).map(({ message }) => message)).toEqual(["two"]);
    expect(await below.ref("refs/heads/main")).toBe(first);
    expect(await below.object(second)).toBeNull();
    for (const each of [git, below]) each.close();
  });

  it("hands git what git has to see", async () => {
    const git = light();
    const [one, two] = [await commitIn(git, "one", []), await commitIn(git, "two", [])];
    expect(await git.history(one)).toEqual([one]);
    expect((await git.diff(one, two)).map(({ path, status }) => `${status} ${path}`)).toEqual(["modified a"]);
    git.close();
  });

  it("moves refs by compare-and-swap, and knows names that clash", async () => {
    const git = light();
    const [one, two] = [await commitIn(git, "one", []), await commitIn(git, "two", [])];
    const move = (name: string, expected: string | null, to: string | null) =>
      git.updateRef(name, { expected, to });
    expect(await move("refs/heads/a", two, one)).toBe(false);
    expect(await move("refs/heads/a", null, one)).toBe(true);
    expect(await move("refs/heads/a", null, two)).toBe(false);
    expect(await move("refs/heads/a/b", null, one)).toBe(false);
    expect(await move("refs/heads/a", one, null)).toBe(true);
    expect(await move("refs/heads/a/b", null, one)).toBe(true);
    expect([...(await git.refs("refs/heads/")).keys()]).toEqual(["refs/heads/a/b"]);
    git.close();
  });
});
