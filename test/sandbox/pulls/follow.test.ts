import { mkdtemp } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { afterEach, beforeEach, expect, test } from "vitest";
import type { GitRepository } from "../../../sandbox/git/repository.ts";
import { type PullWorld, startPulls } from "../support/pulls.ts";
import { OWNER_AND_REPO as at, git as client } from "../support/world.ts";

let world: PullWorld;
let git: GitRepository;
beforeEach(async () => {
  world = await startPulls();
  git = world.sandbox.world.git(world.repository);
});
afterEach(() => world.end());

const get = async (number: number) =>
  (await world.as("alice").rest.pulls.get({ ...at, pull_number: number })).data;
const move = (branch: string, expected: string | null, to: string | null) =>
  world.sandbox.world.moveRef({
    repository: world.repository,
    ref: `refs/heads/${branch}`,
    expected,
    to,
    actorId: world.sandbox.createUser("carol").id,
  });

test("a push moves the head, and says from where to where", async () => {
  const { number, headSha } = await world.open("topic");
  await world.webhooks();
  const after = await world.commit("topic", { "more.txt": "m\n" });
  expect(await get(number)).toMatchObject({ head: { sha: after }, commits: 2 });
  const [synchronize, push] = await world.webhooks();
  expect(synchronize?.name).toBe("pull_request.synchronize");
  expect(synchronize?.body).toMatchObject({ before: headSha, after, number, sender: { login: "bob" } });
  expect(push?.body).toMatchObject({ ref: "refs/heads/topic", before: headSha, after });
  expect(await git.ref(`refs/pull/${number}/head`)).toBe(after);
});

test("a head branch that is deleted closes its pull request, whose diff stays", async () => {
  const { number, headSha } = await world.open("topic");
  await world.webhooks();
  await move("topic", headSha, null);
  expect(await get(number)).toMatchObject({ state: "closed", merged: false, changed_files: 1 });
  expect((await world.webhooks("pull_request.closed"))[0]?.at("pull_request.merged")).toBe(false);
});

test("a base branch that is deleted closes what was to go into it", async () => {
  await world.commit("release", { "r.txt": "r\n" });
  const base = (await git.ref("refs/heads/release")) ?? "";
  const { number } = await world.open("topic");
  await world.as("bob").rest.pulls.update({ ...at, pull_number: number, base: "release" });
  await move("release", base, null);
  expect((await get(number)).state).toBe("closed");
});

test("shows as merged when its base comes to contain its head, whoever moved it", async () => {
  const { number, headSha } = await world.open("topic");
  const other = await world.open("other");
  const tip = await world.commit("main", { "base-only.txt": "b\n" });
  await world.webhooks();
  // As the App lands: its own tree, the tip and the head as parents, the ref moved forward.
  const landing = await git.writeCommit({
    tree: (await git.commit(tip))?.tree ?? "",
    parents: [tip, headSha],
    message: "land",
    author: { name: "x", email: "x@example.org", date: "2026-02-01T10:00:00Z" },
    committer: { name: "x", email: "x@example.org", date: "2026-02-01T10:00:00Z" },
  });
  await world.asApp().rest.git.updateRef({ ...at, ref: "heads/main", sha: landing, force: false });
  expect(await get(number)).toMatchObject({
    state: "closed",
    merged: true,
    merged_at: expect.any(String),
    merged_by: { login: "pedigree[bot]" },
    merge_commit_sha: landing,
  });
  expect((await get(other.number)).base.sha).toBe(landing);
  const told = await world.webhooks();
  expect(told.map(({ name }) => name)).toEqual(["pull_request.closed", "push"]);
  expect(told[0]?.at("pull_request")).toMatchObject({ number, merged: true, merge_commit_sha: landing });
});

test("a push by git to the base merges, too", async () => {
  const { number } = await world.open("topic");
  const folder = await mkdtemp(path.join(tmpdir(), "clone-"));
  const { sandbox } = world;
  const url = `${sandbox.baseUrl.replace("//", `//x:${sandbox.createUserToken("bob")}@`)}/acme/registry.git`;
  await client(folder, "clone", "-q", url, ".");
  await client(folder, "merge", "-q", "--no-ff", "-m", "by hand", "origin/topic");
  await client(folder, "push", "-q", "origin", "main");
  expect(await get(number)).toMatchObject({ merged: true, merged_by: { login: "bob" } });
  await client(folder, "fetch", "-q", "origin", `refs/pull/${number}/head`);
});

test("a base that moves without the head moves the pull request's base along", async () => {
  const { number } = await world.open("topic");
  await world.webhooks();
  const tip = await world.commit("main", { "base-only.txt": "b\n" });
  expect(await get(number)).toMatchObject({ state: "open", base: { sha: tip }, changed_files: 1 });
  expect((await world.webhooks()).map(({ name }) => name)).toEqual(["push"]);
});

test("a head that is set back into its base is closed, not merged", async () => {
  const { number, headSha, baseSha } = await world.open("topic");
  await move("topic", headSha, baseSha);
  expect(await get(number)).toMatchObject({ state: "closed", merged: false });
});
