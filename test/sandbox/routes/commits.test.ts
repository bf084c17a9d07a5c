import type { Octokit } from "@octokit/rest";
import { beforeEach, expect, test } from "vitest";
import { useWorld } from "../support/judged.ts";
import { failure, OWNER_AND_REPO } from "../support/world.ts";

const world = useWorld();
let octokit: Octokit;
beforeEach(() => {
  octokit = world().as("bob");
});

async function put(path: string, branch = "main"): Promise<string> {
  const content = Buffer.from(path).toString("base64");
  const { data } = await octokit.rest.repos.createOrUpdateFileContents({
    ...OWNER_AND_REPO,
    path,
    branch,
    message: `add ${path}`,
    content,
  });
  return data.commit.sha ?? "";
}

async function branch(name: string): Promise<void> {
  const { data } = await octokit.rest.repos.getBranch({ ...OWNER_AND_REPO, branch: "main" });
  await octokit.rest.git.createRef({ ...OWNER_AND_REPO, ref: `refs/heads/${name}`, sha: data.commit.sha });
}

test("commits list newest first, by branch, by path and by author", async () => {
  const one = await put("d/one.txt");
  const two = await put("two.txt");
  const list = async (query = {}) =>
    (await octokit.rest.repos.listCommits({ ...OWNER_AND_REPO, ...query })).data.map(({ sha }) => sha);
  expect((await list()).slice(0, 2)).toEqual([two, one]);
  expect(await list({ path: "d" })).toEqual([one]);
  expect(await list({ sha: one, per_page: 1 })).toEqual([one]);
  expect(await list({ author: "bob" })).toEqual([two, one]);
  expect(await list({ author: "carol" })).toEqual([]);
  expect(await failure(list({ sha: "absent" }))).toBe("404 Not Found");
});

test("a commit names its account and what it changed", async () => {
  const sha = await put("d/one.txt");
  const { data } = await octokit.rest.repos.getCommit({ ...OWNER_AND_REPO, ref: sha });
  expect(data.author).toMatchObject({ login: "bob" });
  expect(data.stats).toEqual({ additions: 1, deletions: 0, total: 1 });
  expect(data.files?.map(({ filename, status }) => ({ filename, status }))).toEqual([
    { filename: "d/one.txt", status: "added" },
  ]);
  const byBranch = await octokit.rest.repos.getCommit({ ...OWNER_AND_REPO, ref: "main" });
  const byPrefix = await octokit.rest.repos.getCommit({ ...OWNER_AND_REPO, ref: sha.slice(0, 8) });
  expect([byBranch.data.sha, byPrefix.data.sha]).toEqual([sha, sha]);
  const absent = octokit.rest.repos.getCommit({ ...OWNER_AND_REPO, ref: "f".repeat(40) });
  expect(await failure(absent)).toBe(`422 No commit found for SHA: ${"f".repeat(40)}`);
});

test("a comparison counts both sides and shows the head's files against the merge base", async () => {
  await branch("topic/one");
  await put("base-only.txt");
  const head = await put("topic-only.txt", "topic/one");
  const compare = async (basehead: string) =>
    (await octokit.rest.repos.compareCommitsWithBasehead({ ...OWNER_AND_REPO, basehead })).data;
  const data = await compare("main...topic/one");
  expect([data.status, data.ahead_by, data.behind_by]).toEqual(["diverged", 1, 1]);
  expect(data.commits.map(({ sha }) => sha)).toEqual([head]);
  expect(data.files?.map(({ filename }) => filename)).toEqual(["topic-only.txt"]);
  expect((await compare("main...main")).status).toBe("identical");
  expect((await compare(`${data.merge_base_commit.sha}...main`)).status).toBe("ahead");
  expect((await compare(`main...${data.merge_base_commit.sha}`)).status).toBe("behind");
  expect(await failure(compare("main...absent"))).toBe("404 Not Found");
});

test("branches list with their commits", async () => {
  await branch("topic/one");
  const { data } = await octokit.rest.repos.listBranches(OWNER_AND_REPO);
  expect(data.map(({ name }) => name)).toEqual(["main", "topic/one"]);
  const one = await octokit.rest.repos.getBranch({ ...OWNER_AND_REPO, branch: "topic/one" });
  expect(one.data.commit.sha).toBe(data[1]?.commit.sha);
  const absent = octokit.rest.repos.getBranch({ ...OWNER_AND_REPO, branch: "absent" });
  expect(await failure(absent)).toBe("404 Branch not found");
});
