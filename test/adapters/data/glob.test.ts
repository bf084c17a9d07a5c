import { symlink } from "node:fs/promises";
import { join } from "node:path";
import { expect, test } from "vitest";
import { expandPatterns, reasonOf } from "../../../adapters/data/glob.ts";
import { tempFolder, writeFiles } from "../../support/temp-folder.ts";

async function expand(patterns: readonly string[]) {
  const folder = tempFolder();
  await writeFiles(folder, {
    "a.csv": "",
    "b.csv": "",
    "sub/c.csv": "",
    "sub/deep/d.csv": "",
    "[x].csv": "",
  });
  await symlink("a.csv", join(folder, "link.csv"));
  const { matches, warnings } = await expandPatterns(folder, patterns);
  return { paths: matches.map(({ path }) => path), warnings: warnings.length };
}

test.each<[string[], string[], number]>([
  [["a.csv"], ["a.csv"], 0],
  [["./a.csv", "a.csv"], ["a.csv"], 0],
  [["*.csv"], ["[x].csv", "a.csv", "b.csv", "link.csv"], 0],
  [["sub"], ["sub"], 0],
  [["sub/"], ["sub"], 0],
  [["."], [""], 0],
  [["./"], [""], 0],
  [["[x].csv"], ["[x].csv"], 0],
  [["[x].csv", "![[]x].csv"], [], 1],
  [["sub/**"], ["sub/c.csv", "sub/deep/d.csv"], 0],
  [["**/*.csv", "!sub", "![[]x].csv"], ["a.csv", "b.csv", "link.csv"], 0],
  [["{a,b}.csv", "!b.csv"], ["a.csv"], 0],
  [["./sub/**", "!./sub/deep/"], ["sub/c.csv"], 0],
  [["{a,b}.csv", "! b.csv", "!../a.csv"], ["a.csv"], 0],
  [["!a.csv"], [], 0],
  [[], [], 0],
  [["nothing"], [], 1],
  [["/etc/hostname"], [], 1],
  [["../*"], [], 1],
])("%j", async (patterns, paths, warnings) => {
  expect(await expand(patterns)).toEqual({ paths, warnings });
});

test("reasons are said in words", () => {
  expect(reasonOf(Object.assign(new Error("x"), { code: "EACCES" }))).toBe("permission denied");
  expect(reasonOf(new Error("a\n b"))).toBe("a b");
  expect(reasonOf("x")).toBe("an unknown reason");
});
