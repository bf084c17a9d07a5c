import type { Octokit } from "@octokit/rest";
import { beforeEach, expect, test } from "vitest";
import { useWorld } from "../support/judged.ts";
import { failure, OWNER_AND_REPO } from "../support/world.ts";

const world = useWorld();
let octokit: Octokit;
beforeEach(() => {
  octokit = world().as("bob");
});

const base64 = (text: string) => Buffer.from(text).toString("base64");
const put = (path: string, text: string, options = {}) =>
  octokit.rest.repos.createOrUpdateFileContents({
    ...OWNER_AND_REPO,
    path,
    message: `write ${path}`,
    content: base64(text),
    ...options,
  });
const get = (path: string, options = {}) =>
  octokit.rest.repos.getContent({ ...OWNER_AND_REPO, path, ...options });

async function textOf(path: string, options = {}): Promise<string> {
  const { data } = await get(path, options);
  return "content" in data ? Buffer.from(data.content, "base64").toString("utf8") : "";
}

test("a file is made, read, replaced and removed, each time by a commit", async () => {
  const made = await put("models/churn/model.yml", "v: 1\n");
  expect(made.status).toBe(201);
  expect(await textOf("models/churn/model.yml")).toBe("v: 1\n");
  const sha = made.data.content?.sha ?? "";
  const next = await put("models/churn/model.yml", "v: 2\n", { sha });
  expect(next.status).toBe(200);
  expect(next.data.commit.parents?.[0]?.sha).toBe(made.data.commit.sha);
  const current = next.data.content?.sha ?? "";
  const gone = { ...OWNER_AND_REPO, path: "models/churn/model.yml", message: "remove", sha: current };
  expect((await octokit.rest.repos.deleteFile(gone)).status).toBe(200);
  expect(await failure(get("models/churn/model.yml"))).toBe("404 Not Found");
  expect(await failure(get("models"))).toBe("404 Not Found");
});

test("whoever replaces a file without its id or with an old one loses", async () => {
  await put("a.txt", "1");
  expect(await failure(put("a.txt", "2"))).toMatch(/^422 .*"sha" wasn't supplied/s);
  const stale = "0".repeat(40);
  expect(await failure(put("a.txt", "2", { sha: stale }))).toBe(`409 a.txt does not match ${stale}`);
  expect(await failure(put("../x", "2"))).toMatch(/^4/);
  expect(await failure(put("b.txt", "2", { branch: "absent" }))).toBe("404 Branch absent not found");
});

test("of ten who write at once to one branch, each wins or is told that the branch moved", async () => {
  const answers = await Promise.all(Array.from({ length: 10 }, (_, i) => failure(put(`${i}.txt`, "x"))));
  const won = answers.filter((answer) => answer === "succeeded").length;
  expect(won).toBeGreaterThan(0);
  expect(answers.every((answer) => answer === "succeeded" || answer.startsWith("409 is at "))).toBe(true);
  const commits = await octokit.rest.repos.listCommits(OWNER_AND_REPO);
  expect(commits.data).toHaveLength(won + 1);
});

test("folders list their entries, raw gives bytes, and a ref may be a branch or a commit", async () => {
  const first = await put("d/a.txt", "a");
  await put("d/b.txt", "bb");
  const { data } = await get("d");
  expect(Array.isArray(data) ? data.map(({ path, size, type }) => `${type} ${path} ${size}`) : data).toEqual([
    "file d/a.txt 1",
    "file d/b.txt 2",
  ]);
  const raw = await get("d/b.txt", { mediaType: { format: "raw" } });
  expect(raw.data).toBe("bb");
  expect(await failure(get("d/b.txt", { ref: first.data.commit.sha }))).toBe("404 Not Found");
  expect(await textOf("d/a.txt", { ref: "main" })).toBe("a");
  expect(await failure(get("d/a.txt", { ref: "nowhere" }))).toBe("404 No commit found for the ref nowhere");
  const root = await get("");
  // The description knows no empty path; GitHub lists the root.
  expect(world().judge.take()).toHaveLength(1);
  expect(Array.isArray(root.data) && root.data.map(({ name }) => name)).toEqual(["README.md", "d"]);
});

test("a file over one megabyte comes without its content", async () => {
  await put("small.txt", "x".repeat(1024 * 1024));
  await put("large.txt", "x".repeat(1024 * 1024 + 1));
  expect((await get("small.txt")).data).toMatchObject({ encoding: "base64" });
  expect((await get("large.txt")).data).toMatchObject({
    encoding: "none",
    content: "",
    size: 1024 * 1024 + 1,
  });
});
