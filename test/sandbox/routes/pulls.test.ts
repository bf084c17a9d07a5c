import { afterEach, beforeEach, expect, test } from "vitest";
import { commitFiles, type PullWorld, startPulls } from "../support/pulls.ts";
import { OWNER_AND_REPO as at, failure } from "../support/world.ts";

let world: PullWorld;
beforeEach(async () => {
  world = await startPulls();
});
afterEach(() => world.end());

test("opens a pull request and shows what git says about it", async () => {
  const { number } = await world.open("topic");
  await world.commit("topic", { "more.txt": "1\n2\n" });
  const { data } = await world.as("alice").rest.pulls.get({ ...at, pull_number: number });
  expect(data).toMatchObject({
    number: 1,
    state: "open",
    merged: false,
    mergeable: true,
    mergeable_state: "clean",
    additions: 3,
    deletions: 0,
    changed_files: 2,
    commits: 2,
    user: { login: "bob" },
    head: { label: "acme:topic", ref: "topic" },
    base: { ref: "main" },
  });
  const told = await world.webhooks("pull_request.opened", "pull_request.synchronize", "push");
  expect(told.map(({ name }) => name)).toEqual([
    "push",
    "pull_request.opened",
    "pull_request.synchronize",
    "push",
  ]);
});

test("refuses what GitHub refuses", async () => {
  const { create } = world.as("bob").rest.pulls;
  await world.open("topic");
  const refusal = (more: object) =>
    failure(create({ ...at, title: "t", head: "topic", base: "main", ...more }));
  expect(await refusal({})).toContain("422");
  expect(await refusal({})).toContain("A pull request already exists for acme:topic.");
  expect(await refusal({ head: "nowhere" })).toContain('"field":"head","code":"invalid"');
  expect(await refusal({ base: "nowhere" })).toContain('"field":"base","code":"invalid"');
  expect(await refusal({ head: "main" })).toContain("No commits between main and main");
  expect(await refusal({ title: undefined })).toContain(`422 Invalid request.\n\n"title" wasn't supplied.`);
  expect(
    await failure(world.as().rest.pulls.create({ ...at, title: "t", head: "x", base: "main" })),
  ).toContain("401");
  world.judge.take();
});

test("two who open the same pull request at once get one", async () => {
  await world.commit("topic", { "a.txt": "a\n" });
  const { create } = world.as("bob").rest.pulls;
  const tries = await Promise.allSettled(
    [1, 2, 3, 4].map(() => create({ ...at, title: "t", head: "topic", base: "main" })),
  );
  expect(tries.filter(({ status }) => status === "fulfilled")).toHaveLength(1);
  expect(world.sandbox.world.state.pulls).toHaveLength(1);
});

test("takes a head from a fork, follows it and merges it", async () => {
  const { sandbox } = world;
  const fork = await sandbox.createRepository("dave", "registry");
  const main = await sandbox.world.git(world.repository).ref("refs/heads/main");
  const before = await sandbox.world.git(fork).ref("refs/heads/main");
  expect(before).not.toBeNull();
  // A fork shares its history with the original.
  await shareHistory(main ?? "");
  await commitFiles(world, { repository: fork, branch: "idea", files: { "idea.txt": "1\n" }, login: "dave" });
  const { data } = await world
    .as("dave")
    .rest.pulls.create({ ...at, title: "idea", head: "dave:idea", base: "main" });
  expect(data.head).toMatchObject({ label: "dave:idea", repo: { full_name: "dave/registry" } });
  const tip = await commitFiles(world, {
    repository: fork,
    branch: "idea",
    files: { "idea.txt": "2\n" },
    login: "dave",
  });
  await world.as("alice").rest.pulls.merge({ ...at, pull_number: data.number, sha: tip });
  const merged = await world.as("alice").rest.pulls.get({ ...at, pull_number: data.number });
  expect(merged.data).toMatchObject({ merged: true, commits: 2, merged_by: { login: "alice" } });

  async function shareHistory(sha: string) {
    const { expectGit } = await import("../../../sandbox/git/command.ts");
    const source = sandbox.world.git(world.repository).folder;
    const target = sandbox.world.git(fork).folder;
    await expectGit(target, ["fetch", "--quiet", "--update-head-ok", source, `+${sha}:refs/heads/main`]);
  }
});

test("lists by state, head, base, order and page", async () => {
  for (const branch of ["a", "b", "c"]) await world.open(branch);
  const { rest } = world.as("alice");
  await rest.pulls.update({ ...at, pull_number: 2, state: "closed" });
  const numbers = async (filter: object) =>
    (await rest.pulls.list({ ...at, ...filter })).data.map(({ number }) => number);
  expect(await numbers({})).toEqual([3, 1]);
  expect(await numbers({ state: "all", direction: "asc" })).toEqual([1, 2, 3]);
  expect(await numbers({ state: "closed" })).toEqual([2]);
  expect(await numbers({ head: "ACME:a" })).toEqual([1]);
  expect(await numbers({ base: "other" })).toEqual([]);
  expect(await numbers({ state: "all", sort: "created", per_page: 1, page: 2 })).toEqual([2]);
});

test("changes title, body, base and state, and tells what stood before", async () => {
  const { number } = await world.open("topic");
  await world.commit("release", { "r.txt": "r\n" });
  await world.webhooks();
  const { update } = world.as("bob").rest.pulls;
  await update({ ...at, pull_number: number, title: "better", body: "text" });
  const moved = await update({ ...at, pull_number: number, base: "release" });
  expect(moved.data.base.ref).toBe("release");
  await update({ ...at, pull_number: number, state: "closed" });
  await update({ ...at, pull_number: number, state: "open" });
  const told = await world.webhooks();
  expect(told.map(({ name, at: field }) => [name, field("changes")])).toEqual([
    ["pull_request.edited", { title: { from: "topic" }, body: { from: "" } }],
    ["pull_request.edited", { base: { ref: { from: "main" }, sha: { from: expect.any(String) } } }],
    ["pull_request.closed", undefined],
    ["pull_request.reopened", undefined],
  ]);
  expect(await failure(world.as("carol").rest.pulls.update({ ...at, pull_number: number, title: "x" }))).toBe(
    "403 Must have write access to the repository.",
  );
});
