import type { Octokit } from "@octokit/rest";
import { beforeEach, expect, test } from "vitest";
import { useWorld } from "../support/judged.ts";
import { failure, OWNER_AND_REPO } from "../support/world.ts";

const world = useWorld();
let octokit: Octokit;
beforeEach(() => {
  octokit = world().asApp();
});

const tree = (entries: object[], base?: string) =>
  octokit.request("POST /repos/{owner}/{repo}/git/trees", {
    ...OWNER_AND_REPO,
    ...(base === undefined ? {} : { base_tree: base }),
    tree: entries,
  });

test("a blob comes back as it went in, in lines of sixty characters", async () => {
  const bytes = Buffer.from(Array.from({ length: 256 }, (_, i) => i));
  const made = await octokit.rest.git.createBlob({
    ...OWNER_AND_REPO,
    content: bytes.toString("base64"),
    encoding: "base64",
  });
  const { data } = await octokit.rest.git.getBlob({ ...OWNER_AND_REPO, file_sha: made.data.sha });
  expect(Buffer.from(data.content, "base64")).toEqual(bytes);
  expect(data.content.split("\n")[0]).toHaveLength(60);
  expect(data.size).toBe(256);
  expect(await failure(octokit.rest.git.getBlob({ ...OWNER_AND_REPO, file_sha: "0".repeat(40) }))).toMatch(
    /^404/,
  );
});

test("a tree adds to its base, replaces, and removes with a null", async () => {
  const text = (path: string, content: string) => ({ path, mode: "100644", type: "blob", content });
  const first = (await tree([text("a.txt", "a"), text("d/b.txt", "b"), text("d/e/c.txt", "c")])).data.sha;
  const second = (
    await tree([text("d/b.txt", "B"), { path: "d/e/c.txt", mode: "100644", type: "blob", sha: null }], first)
  ).data.sha;
  const { data } = await octokit.rest.git.getTree({ ...OWNER_AND_REPO, tree_sha: second, recursive: "1" });
  expect(data.tree.map(({ path, type, size }) => `${type} ${path} ${size ?? ""}`)).toEqual([
    "blob a.txt 1",
    "tree d ",
    "blob d/b.txt 1",
  ]);
  expect(data.truncated).toBe(false);
});

test("unsafe paths, absent objects and absent bases are refused", async () => {
  const at = (path: string) => tree([{ path, mode: "100644", type: "blob", content: "x" }]);
  for (const path of ["../x", "a//b", "/a", ".git/config", "a/.GIT/x", "."]) {
    expect(await failure(at(path))).toBe("422 tree.path contains a malformed path component");
  }
  const absent = "1".repeat(40);
  const entry = { path: "a", mode: "100644", type: "blob", sha: absent };
  expect(await failure(tree([entry]))).toBe(`422 tree.sha ${absent} is not a valid blob`);
  expect(await failure(tree([{ path: "a", mode: "100644", type: "blob", content: "x" }], absent))).toMatch(
    /^422 /,
  );
  expect(await failure(tree([{ path: "a", mode: "100644", type: "blob", sha: null }]))).toMatch(/^422 /);
});

test("a commit keeps its message, people and dates; without an author the caller stands in it", async () => {
  const made = (await tree([{ path: "a", mode: "100644", type: "blob", content: "x" }])).data.sha;
  const author = { name: "Ada", email: "ada@example.org", date: "2026-02-03T04:05:06Z" };
  const given = await octokit.rest.git.createCommit({
    ...OWNER_AND_REPO,
    message: "m",
    tree: made,
    parents: [],
    author,
  });
  expect(given.data).toMatchObject({ message: "m", author, committer: author });
  const own = await octokit.rest.git.createCommit({
    ...OWNER_AND_REPO,
    message: "m\n",
    tree: made,
    parents: [],
  });
  expect(own.data.author.name).toBe("pedigree[bot]");
  expect(own.data.message).toBe("m\n");
  const again = await octokit.rest.git.getCommit({ ...OWNER_AND_REPO, commit_sha: own.data.sha });
  expect(again.data).toEqual(own.data);
  const wrong = { ...OWNER_AND_REPO, message: "m", tree: made, parents: ["2".repeat(40)] };
  expect(await failure(octokit.rest.git.createCommit(wrong))).toMatch(/^422 Parent SHA/);
  expect(await failure(octokit.rest.git.createCommit({ ...wrong, parents: [], tree: own.data.sha }))).toMatch(
    /^422 Tree SHA/,
  );
});

test("a commit of an App that names nobody else is signed, and no other", async () => {
  const { data: head } = await octokit.rest.git.getRef({ ...OWNER_AND_REPO, ref: "heads/main" });
  const { data: base } = await octokit.rest.git.getCommit({ ...OWNER_AND_REPO, commit_sha: head.object.sha });
  const part = { ...OWNER_AND_REPO, message: "Change", tree: base.tree.sha, parents: [base.sha] };
  const own = await octokit.rest.git.createCommit(part);
  const author = { name: "Ada", email: "ada@example.org" };
  const named = await octokit.rest.git.createCommit({ ...part, author });
  expect([own.data.verification.verified, named.data.verification.verified]).toEqual([true, false]);
  const { data: read } = await octokit.rest.repos.getCommit({ ...OWNER_AND_REPO, ref: own.data.sha });
  expect(read.commit.verification?.verified).toBe(true);
});
