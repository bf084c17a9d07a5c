import { afterEach, beforeEach, expect, test } from "vitest";
import { expectGit } from "../../../sandbox/git/command.ts";
import { type PullWorld, startPulls } from "../support/pulls.ts";
import { OWNER_AND_REPO as at, failure } from "../support/world.ts";

let world: PullWorld;
beforeEach(async () => {
  world = await startPulls();
});
afterEach(() => world.end());

const merge = (number: number, more: object = {}) =>
  world.as("alice").rest.pulls.merge({ ...at, pull_number: number, ...more });
const get = async (number: number) =>
  (await world.as("alice").rest.pulls.get({ ...at, pull_number: number })).data;
const git = () => world.sandbox.world.git(world.repository);
const tip = async () => (await git().ref("refs/heads/main")) ?? "";
const paths = async (commit: string) => {
  const tree = (await git().commit(commit))?.tree ?? "";
  return ((await git().tree(tree, true)) ?? []).map((entry) => entry.path);
};

test("a merge keeps what only the base has, and is one commit of both", async () => {
  const { number, headSha } = await world.open("topic");
  const base = await world.commit("main", { "base-only.txt": "b\n" });
  await world.webhooks();
  const { data } = await merge(number, { sha: headSha, commit_title: "land it" });
  expect(data).toMatchObject({ merged: true, message: "Pull Request successfully merged" });
  expect(await tip()).toBe(data.sha);
  const commit = await git().commit(data.sha);
  expect(commit).toMatchObject({ parents: [base, headSha], committer: { email: "noreply@github.com" } });
  expect(commit?.message).toBe("land it\n\ntopic");
  expect(await paths(data.sha)).toEqual(["README.md", "base-only.txt", "topic.txt"]);
  const pull = await get(number);
  expect(pull).toMatchObject({
    state: "closed",
    merged: true,
    merge_commit_sha: data.sha,
    merged_by: { login: "alice" },
    changed_files: 1,
    commits: 1,
    mergeable: null,
    base: { sha: base },
  });
  const told = await world.webhooks();
  expect(told.map(({ name }) => name)).toEqual(["pull_request.closed", "push"]);
  expect(told[0]?.body).toMatchObject({ pull_request: { merged: true }, sender: { login: "alice" } });
  await expectGit(git().folder, ["fsck", "--strict"]);
  await world.as("alice").rest.pulls.checkIfMerged({ ...at, pull_number: number });
  expect(await failure(merge(number))).toBe("405 Pull Request is not mergeable");
});

test("a squash is one commit on the base", async () => {
  const { number } = await world.open("topic");
  await world.commit("topic", { "two.txt": "2\n" });
  const base = await world.commit("main", { "base-only.txt": "b\n" });
  const { data } = await merge(number, { merge_method: "squash" });
  const commit = await git().commit(data.sha);
  expect(commit?.parents).toEqual([base]);
  expect(commit?.message).toBe("topic (#1)\n\n* change topic.txt\n\n* change two.txt");
  expect(await paths(data.sha)).toEqual(["README.md", "base-only.txt", "topic.txt", "two.txt"]);
  expect(await get(number)).toMatchObject({ merged: true, merge_commit_sha: data.sha, changed_files: 2 });
});

test("a rebase replays each commit with its author", async () => {
  const { number } = await world.open("topic");
  await world.commit("topic", { "topic.txt": null, "two.txt": "2\n" }, "carol");
  const base = await world.commit("main", { "base-only.txt": "b\n" });
  const { data } = await merge(number, { merge_method: "rebase" });
  const commits = await git().log(base, data.sha);
  expect(commits.map(({ author, message, parents }) => [author.name, message, parents.length])).toEqual([
    ["bob", "change topic.txt", 1],
    ["carol", "change topic.txt, two.txt", 1],
  ]);
  expect(await paths(data.sha)).toEqual(["README.md", "base-only.txt", "two.txt"]);
  expect(await get(number)).toMatchObject({ merged: true, state: "closed", commits: 2 });
});

test("a conflict, a draft, a closed one and an old head do not merge", async () => {
  const { number, headSha } = await world.open("topic");
  await world.commit("main", { "topic.txt": "other\n" });
  expect(await get(number)).toMatchObject({ mergeable: false, mergeable_state: "dirty" });
  for (const merge_method of ["merge", "squash", "rebase"])
    expect(await failure(merge(number, { merge_method }))).toBe("405 Pull Request is not mergeable");
  await world.commit("topic", { "topic.txt": "other\n" });
  expect(await failure(merge(number, { sha: headSha }))).toBe(
    "409 Head branch was modified. Review and try the merge again.",
  );
  await world.commit("wip", { "w.txt": "w\n" });
  const draft = await world
    .as("bob")
    .rest.pulls.create({ ...at, title: "wip", head: "wip", base: "main", draft: true });
  expect(draft.data.mergeable_state).toBe("draft");
  expect(await failure(merge(draft.data.number))).toBe("405 Pull Request is still a draft");
  await world.as("bob").rest.pulls.update({ ...at, pull_number: number, state: "closed" });
  expect(await failure(merge(number))).toBe("405 Pull Request is not mergeable");
  expect(await failure(world.as("carol").rest.pulls.merge({ ...at, pull_number: number }))).toContain("40");
  const { checkIfMerged } = world.as("bob").rest.pulls;
  expect(await failure(checkIfMerged({ ...at, pull_number: number }))).toBe("404 Not Found");
});

test("of two merges at once into one base, both land or one is told to try again", async () => {
  const first = await world.open("one");
  const second = await world.open("two");
  const results = await Promise.all([first, second].map(({ number }) => failure(merge(number))));
  const landed = results.filter((result) => result === "succeeded").length;
  expect(landed).toBeGreaterThanOrEqual(1);
  for (const result of results)
    expect(["succeeded", "405 Base branch was modified. Review and try the merge again."]).toContain(result);
  const merged = world.sandbox.world.state.pulls.filter(({ mergedAt }) => mergedAt !== null);
  expect(merged).toHaveLength(landed);
  for (const pull of merged) expect(await paths(await tip())).toContain(`${pull.headBranch}.txt`);
});

test("update-branch brings the base into the head", async () => {
  const { number, headSha } = await world.open("topic");
  const update = (more: object = {}) =>
    world.as("bob").rest.pulls.updateBranch({ ...at, pull_number: number, ...more });
  expect(await failure(update())).toBe("422 There are no new commits on the base branch.");
  const base = await world.commit("main", { "base-only.txt": "b\n" });
  expect(await failure(update({ expected_head_sha: base }))).toBe(
    "422 expected head sha didn’t match current head ref.",
  );
  expect((await update({ expected_head_sha: headSha })).status).toBe(202);
  const pull = await get(number);
  expect((await git().commit(pull.head.sha))?.parents).toEqual([headSha, base]);
  expect(pull.changed_files).toBe(1);
  const { data: commits } = await world.as("bob").rest.pulls.listCommits({ ...at, pull_number: number });
  expect(commits.map(({ author, committer }) => [author?.login, committer?.login])).toEqual([
    ["bob", "bob"],
    ["bob", "web-flow"],
  ]);
  await world.commit("main", { "topic.txt": "clash\n" });
  expect(await failure(update())).toBe("422 merge conflict between base and head");
});
