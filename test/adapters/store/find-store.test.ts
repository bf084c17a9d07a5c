import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { findStore } from "../../../adapters/store/find-store.ts";
import { tempFolder } from "../../support/temp-folder.ts";

describe("findStore", () => {
  const folders = (...paths: readonly string[]) => {
    const root = tempFolder();
    for (const path of paths) mkdirSync(join(root, path), { recursive: true });
    return root;
  };

  it("takes the place that is named, relative to the present folder", () => {
    const root = folders("a", ".pedigree");
    expect(findStore(join(root, "a"), "runs")).toBe(join(root, "a", "runs"));
    expect(findStore(join(root, "a"), "/data/runs")).toBe("/data/runs");
    expect(findStore(join(root, "a"), "")).toBe(join(root, ".pedigree"));
  });

  it("takes the nearest one from the present folder upwards, also across a repository", () => {
    const root = folders("a/b", "a/.pedigree", ".pedigree", "a/b/.git");
    expect(findStore(join(root, "a", "b"), undefined)).toBe(join(root, "a", ".pedigree"));
    writeFileSync(join(root, "a", "b", ".pedigree"), "a file is no store");
    expect(findStore(join(root, "a", "b"), undefined)).toBe(join(root, "a", ".pedigree"));
  });

  it("stands beside .git where there is none yet, a worktree's as well, and else in the folder itself", () => {
    const root = folders("a/b/c", "a/.git", "w");
    writeFileSync(join(root, "w", ".git"), "gitdir: elsewhere");
    expect(findStore(join(root, "a", "b", "c"), undefined)).toBe(join(root, "a", ".pedigree"));
    expect(findStore(join(root, "w"), undefined)).toBe(join(root, "w", ".pedigree"));
    const bare = tempFolder();
    expect(findStore(bare, undefined)).toBe(join(bare, ".pedigree"));
  });
});
