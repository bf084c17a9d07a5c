import { symlink } from "node:fs/promises";
import { join } from "node:path";
import { expect, test } from "vitest";
import { DEFAULT_WALK_LIMITS, walkFolder } from "../../../adapters/importers/walk.ts";
import { tempFolder, writeFiles } from "../../support/temp-folder.ts";

async function walk(files: readonly string[], limits = {}) {
  const folder = tempFolder();
  await writeFiles(folder, Object.fromEntries(files.map((path) => [path, "x"])));
  const walked = walkFolder(folder, { ...DEFAULT_WALK_LIMITS, ...limits });
  return { paths: walked.files.map(({ path }) => path), limits: walked.limits };
}

test("passes over dependencies, version control, environments by any name and DVC's cache", async () => {
  const files = [
    "node_modules/a",
    ".git/b",
    ".venv/c",
    "my-env/pyvenv.cfg",
    "my-env/lib/d",
    ".dvc/cache/e",
    ".dvc/f",
    "g/h",
  ];
  expect((await walk(files)).paths).toEqual([".dvc/f", "g/h"]);
});

test("never follows a link, to a file or to a folder", async () => {
  const [folder, other] = [tempFolder(), tempFolder()];
  await writeFiles(other, { "secret.csv": "x" });
  await symlink(other, join(folder, "linked"));
  await symlink(join(other, "secret.csv"), join(folder, "metrics.csv"));
  await symlink(folder, join(folder, "self"));
  expect(walkFolder(folder).files).toEqual([]);
});

test.each([
  [{ files: 2 }, ["2 files"]],
  [{ depth: 1 }, ["1 levels of folders"]],
  [{ milliseconds: -1000 }, ["-1 seconds"]],
])("tells a limit that it reached: %j", async (limits, expected) => {
  const walked = await walk(["a", "b/c", "b/d/e"], limits);
  expect(walked.limits).toEqual(expected);
  expect(walked.paths).not.toContain("b/d/e");
});

test("a folder that is not there holds nothing", async () => {
  expect(walkFolder(join(tempFolder(), "none"))).toEqual({ files: [], limits: [] });
});
