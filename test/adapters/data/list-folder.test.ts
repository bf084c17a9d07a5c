import { execFileSync } from "node:child_process";
import { symlink } from "node:fs/promises";
import { join } from "node:path";
import { expect, it } from "vitest";
import { listFolder } from "../../../adapters/data/list-folder.ts";
import { tempFolder, writeFiles } from "../../support/temp-folder.ts";

async function list(folder: string) {
  const found: [string, string | null][] = [];
  for await (const { path, refusal } of listFolder(folder)) found.push([path, refusal?.why ?? null]);
  return found.toSorted(([a], [b]) => (a < b ? -1 : 1));
}

it("tells links and pipes from files, and passes git's own folder over", async () => {
  const folder = tempFolder();
  await writeFiles(folder, { "a.csv": "a", "sub/b.csv": "b", ".git/config": "secret" });
  await symlink("a.csv", join(folder, "link"));
  execFileSync("mkfifo", [join(folder, "pipe")]);
  expect(await list(folder)).toEqual([
    ["a.csv", null],
    ["link", "a symbolic link, not followed"],
    ["pipe", "neither a file nor a folder, left out"],
    ["sub/b.csv", null],
  ]);
});

it("tells a folder that cannot be read", async () => {
  expect(await list(join(tempFolder(), "gone"))).toEqual([["", "cannot be read: it is not there"]]);
});
