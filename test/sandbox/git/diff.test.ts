import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { afterEach, beforeEach, expect, test } from "vitest";
import { type BareRepository, initRepository, openRepository } from "../../../sandbox/git/bare-repository.ts";
import type { TreeChange } from "../../../sandbox/git/repository.ts";

let folder: string;
let git: BareRepository;
beforeEach(async () => {
  folder = await mkdtemp(path.join(tmpdir(), "diff-"));
  await initRepository(folder, "main");
  git = openRepository(folder);
});
afterEach(async () => {
  git.close();
  await rm(folder, { recursive: true, force: true });
});

async function tree(files: Record<string, [mode: string, content: string]>): Promise<string> {
  const changes = new Map<string, TreeChange>();
  for (const [name, [mode, content]] of Object.entries(files)) {
    changes.set(name, { mode, type: "blob", sha: await git.writeBlob(Buffer.from(content)) });
  }
  return git.writeTree(null, changes);
}

test("each file keeps its own patch, however odd its neighbours", async () => {
  const before = await tree({
    "a link": ["100644", "target"],
    'b\tquote".txt': ["100644", "1\n"],
    "c.txt": ["100644", "diff --git a/x b/x\n@@ -1 +1 @@\n"],
    "d.sh": ["100644", "same\n"],
  });
  const after = await tree({
    "a link": ["120000", "target"],
    'b\tquote".txt': ["100644", "2\n"],
    "c.txt": ["100644", "diff --git a/x b/x\n@@ -1 +2 @@\n"],
    "d.sh": ["100755", "same\n"],
    "e.txt": ["100644", ""],
  });
  const files = await git.diff(before, after);
  const brief = files.map(({ path: name, status, patch }) => [name, status, patch]);
  expect(brief).toEqual([
    ["a link", "modified", "@@ -0,0 +1 @@\n+target\n\\ No newline at end of file"],
    ['b\tquote".txt', "modified", "@@ -1 +1 @@\n-1\n+2"],
    ["c.txt", "modified", "@@ -1,2 +1,2 @@\n diff --git a/x b/x\n-@@ -1 +1 @@\n+@@ -1 +2 @@"],
    ["d.sh", "modified", null],
    ["e.txt", "added", null],
  ]);
});

test("a patch over a million characters is left out, its counts are not", async () => {
  const before = await tree({ a: ["100644", ""] });
  const after = await tree({ a: ["100644", `${"x".repeat(99)}\n`.repeat(10_001)] });
  expect((await git.diff(before, after))[0]).toMatchObject({ additions: 10_001, deletions: 0, patch: null });
});
