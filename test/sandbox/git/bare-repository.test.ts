import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import fc from "fast-check";
import { afterEach, beforeEach, expect, test } from "vitest";
import { type BareRepository, initRepository, openRepository } from "../../../sandbox/git/bare-repository.ts";
import { runGit } from "../../../sandbox/git/command.ts";
import type { TreeChange } from "../../../sandbox/git/repository.ts";

const WHO = { name: "Ada", email: "ada@example.org", date: "2026-01-02T03:04:05Z" };
let folder: string;
let repository: BareRepository;

beforeEach(async () => {
  folder = await mkdtemp(path.join(tmpdir(), "bare-"));
  await initRepository(folder, "main");
  repository = openRepository(folder);
});
afterEach(async () => {
  repository.close();
  await rm(folder, { recursive: true, force: true });
});

async function write(files: Record<string, string | null>, parent: string | null = null): Promise<string> {
  const changes = new Map<string, TreeChange | null>();
  for (const [name, content] of Object.entries(files)) {
    const sha = content === null ? "" : await repository.writeBlob(Buffer.from(content));
    changes.set(name, content === null ? null : { mode: "100644", type: "blob", sha });
  }
  const base = parent === null ? null : ((await repository.commit(parent))?.tree ?? null);
  return repository.writeCommit({
    tree: await repository.writeTree(base, changes),
    parents: parent === null ? [] : [parent],
    message: "a message without a line end",
    author: WHO,
    committer: WHO,
  });
}

async function git(...args: string[]): Promise<string> {
  const { status, stdout, stderr } = await runGit(folder, args);
  return status === 0 ? stdout.toString("utf8") : `${status}: ${stderr}`;
}

async function filesOf(commit: string): Promise<string[]> {
  const tree = (await repository.commit(commit))?.tree ?? "";
  const entries = (await repository.tree(tree, true)) ?? [];
  return entries.filter(({ type }) => type === "blob").map(({ path: name }) => name);
}

test("git reads what was written, byte for byte, and finds no fault", async () => {
  const commit = await write({ "a.txt": "a\n", "dir/b.txt": "b", "dir.x": "sorts between", "über.md": "ü" });
  await repository.updateRef("refs/heads/main", { expected: null, to: commit });
  expect(await git("fsck", "--full", "--strict")).toBe("");
  expect(await git("ls-tree", "-r", "--name-only", "-z", "main")).toBe("a.txt\0dir.x\0dir/b.txt\0über.md\0");
  expect(await git("cat-file", "commit", "main")).toMatch(/\n\na message without a line end$/);
  expect(await git("show", "main:dir/b.txt")).toBe("b");
});

test("packed objects and refs are read, changed and removed like loose ones", async () => {
  const first = await write({ "a.txt": "a" });
  await repository.updateRef("refs/heads/main", { expected: null, to: first });
  await repository.updateRef("refs/heads/topic/one", { expected: null, to: first });
  await git("gc", "-q");
  const again = openRepository(folder);
  expect((await again.commit(first))?.author).toEqual(WHO);
  expect([...(await again.refs("refs/heads/"))]).toEqual([
    ["refs/heads/main", first],
    ["refs/heads/topic/one", first],
  ]);
  expect(await again.updateRef("refs/heads/topic", { expected: null, to: first })).toBe(false);
  expect(await again.updateRef("refs/heads/topic/one", { expected: first, to: null })).toBe(true);
  expect(await again.ref("refs/heads/topic/one")).toBeNull();
  expect(await again.updateRef("refs/heads/topic", { expected: null, to: first })).toBe(true);
  expect(await git("for-each-ref", "--format=%(refname)")).toBe("refs/heads/main\nrefs/heads/topic\n");
  again.close();
});

test("of many who swap a ref from the same value, one wins", async () => {
  const base = await write({ "a.txt": "a" });
  await repository.updateRef("refs/heads/main", { expected: null, to: base });
  const commits = await Promise.all(Array.from({ length: 20 }, (_, i) => write({ "a.txt": `${i}` }, base)));
  const results = await Promise.all(
    commits.map((to) => repository.updateRef("refs/heads/main", { expected: base, to })),
  );
  expect(results.filter(Boolean)).toHaveLength(1);
  expect(await repository.ref("refs/heads/main")).toBe(commits[results.indexOf(true)]);
});

test("a name cannot be a ref and a folder of refs", async () => {
  const commit = await write({ "a.txt": "a" });
  const create = (name: string) => repository.updateRef(`refs/heads/${name}`, { expected: null, to: commit });
  expect(await create("a")).toBe(true);
  expect(await create("a/b")).toBe(false);
  expect(await create("c/d")).toBe(true);
  expect(await create("c")).toBe(false);
  expect(await repository.updateRef("refs/heads/c/d", { expected: commit, to: null })).toBe(true);
  expect(await create("c")).toBe(true);
});

test("a merge keeps both sides, and a conflict is no merge", async () => {
  const base = await write({ "a.txt": "1\n2\n3\n", "b.txt": "b" });
  const ours = await write({ "ours.txt": "ours", "a.txt": "one\n2\n3\n" }, base);
  const theirs = await write({ "theirs.txt": "theirs", "a.txt": "1\n2\nthree\n" }, base);
  const tree = await repository.mergeTree(ours, theirs);
  const merged = (await repository.tree(tree ?? "", true))?.map(({ path: name }) => name);
  expect(merged).toEqual(["a.txt", "b.txt", "ours.txt", "theirs.txt"]);
  expect(await git("show", `${tree}:a.txt`)).toBe("one\n2\nthree\n");
  expect(await repository.mergeTree(ours, await write({ "a.txt": "uno\n2\n3\n" }, base))).toBeNull();
  expect(await repository.mergeBase(ours, theirs)).toBe(base);
  expect(await repository.isAncestor(base, ours)).toBe(true);
  expect(await repository.isAncestor(ours, theirs)).toBe(false);
});

test("a difference names renames, counts lines and keeps the hunks", async () => {
  const long = Array.from({ length: 30 }, (_, i) => `line ${i}\n`).join("");
  const before = await write({ "a.txt": "x\ny\n", "old/name.txt": long, "gone.txt": "g\n", bin: "\0\u0001" });
  const after = await write(
    {
      "a.txt": "x\nz\n",
      "old/name.txt": null,
      "new name.txt": `${long}more\n`,
      "gone.txt": null,
      bin: "\0\u0002",
    },
    before,
  );
  const files = await repository.diff(before, after);
  expect(files.map((file) => ({ ...file, sha: undefined, patch: undefined }))).toMatchInlineSnapshot(`
    [
      {
        "additions": 1,
        "deletions": 1,
        "patch": undefined,
        "path": "a.txt",
        "previousPath": null,
        "sha": undefined,
        "status": "modified",
      },
      {
        "additions": 0,
        "deletions": 0,
        "patch": undefined,
        "path": "bin",
        "previousPath": null,
        "sha": undefined,
        "status": "modified",
      },
      {
        "additions": 0,
        "deletions": 1,
        "patch": undefined,
        "path": "gone.txt",
        "previousPath": null,
        "sha": undefined,
        "status": "removed",
      },
      {
        "additions": 1,
        "deletions": 0,
        "patch": undefined,
        "path": "new name.txt",
        "previousPath": "old/name.txt",
        "sha": undefined,
        "status": "renamed",
      },
    ]
  `);
  expect(files[0]?.patch).toBe("@@ -1,2 +1,2 @@\n x\n-y\n+z");
  expect(files.find((file) => file.path === "bin")?.patch).toBeNull();
  const trees = [before, after].map(async (sha) => (await repository.commit(sha))?.tree ?? "");
  const [base = "", head = ""] = await Promise.all(trees);
  expect(await repository.changedPaths(base, head)).toEqual([
    { path: "a.txt", status: "modified" },
    { path: "bin", status: "modified" },
    { path: "gone.txt", status: "removed" },
    { path: "new name.txt", status: "added" },
    { path: "old/name.txt", status: "removed" },
  ]);
});

test("a history follows parents and may be narrowed to a path", async () => {
  const first = await write({ "a.txt": "1" });
  const second = await write({ "b/c.txt": "2" }, first);
  const third = await write({ "a.txt": "3" }, second);
  expect(await repository.history(third)).toEqual([third, second, first]);
  expect(await repository.history(third, { path: "a.txt" })).toEqual([third, first]);
  expect(await repository.history(third, { path: "b" })).toEqual([second]);
  expect((await repository.log(first, third)).map(({ sha }) => sha)).toEqual([second, third]);
});

test("a long history is still walked to its end", async () => {
  let head = await write({ "a.txt": "0" });
  const root = head;
  for (let i = 1; i <= 300; i++) head = await write({ "a.txt": `${i}` }, head);
  expect(await repository.isAncestor(root, head)).toBe(true);
  expect(await repository.isAncestor(head, root)).toBe(false);
});

test("writing any files and removing some leaves exactly the others", async () => {
  const name = fc.array(fc.constantFrom("a", "b", "a.b", "c-d"), { minLength: 1, maxLength: 3 });
  const paths = fc.uniqueArray(
    name.map((parts) => parts.join("/")),
    { minLength: 1, maxLength: 8 },
  );
  await fc.assert(
    fc.asyncProperty(paths, fc.array(fc.nat(7)), async (all, removed) => {
      // A file cannot stand where another one's folder is.
      const kept = all.filter((p) => !all.some((other) => other.startsWith(`${p}/`)));
      const commit = await write(Object.fromEntries(kept.map((p) => [p, p])));
      const gone = new Set(removed.map((i) => kept[i]).filter((p) => p !== undefined));
      const after = await write(Object.fromEntries([...gone].map((p) => [p, null])), commit);
      expect((await filesOf(after)).sort()).toEqual(kept.filter((p) => !gone.has(p)).sort());
    }),
    { numRuns: 25 },
  );
  expect(await git("fsck", "--full", "--strict", "--no-dangling")).toBe("");
});
