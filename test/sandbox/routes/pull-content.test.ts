import { afterEach, beforeEach, expect, test } from "vitest";
import type { TreeChange } from "../../../sandbox/git/repository.ts";
import { type PullWorld, startPulls } from "../support/pulls.ts";
import { OWNER_AND_REPO as at, failure } from "../support/world.ts";

let world: PullWorld;
beforeEach(async () => {
  world = await startPulls();
});
afterEach(() => world.end());

const files = async (number: number) => {
  const { paginate, rest } = world.as("alice");
  return paginate(rest.pulls.listFiles, { ...at, pull_number: number, per_page: 100 });
};

test("lists what changed since the branches parted, with patches and renames", async () => {
  const long = Array.from({ length: 30 }, (_, i) => `line ${i}`).join("\n");
  await world.commit("main", { "old.txt": `${long}\n`, "gone.txt": "g\n", "kept.txt": "1\n2\n" });
  const { number } = await world.open("topic");
  await world.commit("topic", {
    "old.txt": null,
    "new.txt": `${long}\nend\n`,
    "gone.txt": null,
    "kept.txt": "1\nzwei\n",
    "image.bin": "\u0000\u0001",
  });
  await world.commit("main", { "later.txt": "not part of it\n" });
  const listed = await files(number);
  const short = listed.map(({ filename, status, additions, deletions, previous_filename }) => [
    filename,
    status,
    additions,
    deletions,
    previous_filename,
  ]);
  expect(short).toEqual([
    ["gone.txt", "removed", 0, 1, undefined],
    ["image.bin", "added", 0, 0, undefined],
    ["kept.txt", "modified", 1, 1, undefined],
    ["new.txt", "renamed", 1, 0, "old.txt"],
    ["topic.txt", "added", 1, 0, undefined],
  ]);
  expect(listed.find(({ filename }) => filename === "kept.txt")?.patch).toBe(
    "@@ -1,2 +1,2 @@\n 1\n-2\n+zwei",
  );
  expect(listed.find(({ filename }) => filename === "image.bin")?.patch).toBeUndefined();
});

test("lists at most 3,000 files, and says how many there are", async () => {
  const git = world.sandbox.world.git(world.repository);
  const { number, headSha } = await world.open("topic");
  const sha = await git.writeBlob(Buffer.from("x\n"));
  const changes = new Map<string, TreeChange>();
  for (let i = 0; i < 3000; i++) changes.set(`many/${i}.txt`, { mode: "100644", type: "blob", sha });
  const head = await git.commit(headSha);
  if (head === null) throw new Error("no head");
  const to = await git.writeCommit({
    ...head,
    parents: [headSha],
    tree: await git.writeTree(head.tree, changes),
  });
  const ref = "refs/heads/topic";
  await world.sandbox.world.moveRef({
    repository: world.repository,
    ref,
    expected: headSha,
    to,
    actorId: 1001,
  });
  expect(await files(number)).toHaveLength(3000);
  const { data } = await world.as("bob").rest.pulls.get({ ...at, pull_number: number });
  expect(data.changed_files).toBe(3001);
});

test("lists commits, oldest first, with the accounts that their addresses name", async () => {
  const { number } = await world.open("topic", "bob");
  await world.commit("topic", { "c.txt": "c\n" }, "carol");
  const { data } = await world.as("alice").rest.pulls.listCommits({ ...at, pull_number: number });
  expect(data.map(({ author, commit }) => [author?.login, commit.message])).toEqual([
    ["bob", "change topic.txt"],
    ["carol", "change c.txt"],
  ]);
});

test("an address that is nobody's leaves the account empty, and 250 commits is all", async () => {
  const git = world.sandbox.world.git(world.repository);
  const pull = await world.open("topic");
  const first = await git.commit(pull.headSha);
  if (first === null) throw new Error("no head");
  let to = pull.headSha;
  for (let i = 0; i < 250; i++)
    to = await git.writeCommit({
      ...first,
      parents: [to],
      message: `commit ${i}`,
      author: { ...first.author, email: "who@example.org" },
    });
  const ref = "refs/heads/topic";
  await world.sandbox.world.moveRef({
    repository: world.repository,
    ref,
    expected: pull.headSha,
    to,
    actorId: pull.authorId,
  });
  const { paginate, rest } = world.as("alice");
  const listed = await paginate(rest.pulls.listCommits, { ...at, pull_number: pull.number, per_page: 100 });
  expect(listed).toHaveLength(250);
  expect(listed[1]).toMatchObject({ author: null, committer: { login: "bob" } });
  const { data } = await rest.pulls.get({ ...at, pull_number: pull.number });
  expect(data.commits).toBe(251);
});

test("finds the pull requests of a commit, before and after they land", async () => {
  const { number, headSha, baseSha } = await world.open("topic");
  await world.commit("topic", { "more.txt": "m\n" });
  const { rest } = world.as("alice");
  const of = async (commit_sha: string) =>
    (await rest.repos.listPullRequestsAssociatedWithCommit({ ...at, commit_sha })).data.map((p) => p.number);
  expect(await of(headSha)).toEqual([number]);
  expect(await of(baseSha)).toEqual([]);
  const { data } = await rest.pulls.merge({ ...at, pull_number: number, merge_method: "squash" });
  expect(await of(data.sha)).toEqual([number]);
  expect(await of(headSha)).toEqual([number]);
  expect(await failure(of("0".repeat(40)))).toBe(`422 No commit found for SHA: ${"0".repeat(40)}`);
});
