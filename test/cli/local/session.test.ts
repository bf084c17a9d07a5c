import { spawnSync } from "node:child_process";
import { chmodSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { expect, it } from "vitest";
import { localProject, MAIN, shellEnvironment } from "../../support/local-project.ts";
import { tempFolder } from "../../support/temp-folder.ts";

const ROOT = join(import.meta.dirname, "../../..");
const DOCUMENT = readFileSync(join(ROOT, "docs/local.md"), "utf8");

/** The block of code after a mark of the document. */
function blockAfter(mark: string): string {
  return /^```\w+\n(.*?)^```$/ms.exec(DOCUMENT.slice(DOCUMENT.indexOf(mark)))?.[1] ?? "";
}

interface Step {
  readonly command: string;
  readonly shown: readonly string[];
}

function stepsOf(block: string): readonly Step[] {
  return block
    .split(/^\$ /m)
    .slice(1)
    .map((part) => {
      const [command = "", ...shown] = part.trimEnd().split("\n");
      return { command, shown };
    });
}

/** Without what differs from run to run: ids, times, and the padding that follows from them. */
function settled(line: string): string {
  return line
    .replace(/\b[0-9a-f]{8,32}\b/g, "ID")
    .replace(/\b\d{4}-\d\d-\d\d(T[\d:.]+Z)?/g, "DATE")
    .replace(/\bnow +|\b\d+ min +/g, "AGE ")
    .replace(/\b(after|took|AGE) +[\d.]+ (s|min \d+ s)/g, "$1 TIME")
    .replace(/ +/g, " ")
    .trim();
}

/** Whether lines are as they are shown; `…` alone stands for any number of lines. */
function isShown(lines: readonly string[], [first, ...others]: readonly string[]): boolean {
  if (first === undefined) return lines.length === 0;
  if (first === "…")
    return isShown(lines, others) || (lines.length > 0 && isShown(lines.slice(1), [first, ...others]));
  return lines[0] !== undefined && settled(lines[0]) === settled(first) && isShown(lines.slice(1), others);
}

it("shows a session of the documentation that can be repeated word for word", {
  timeout: 300_000,
}, async () => {
  const { folder, git } = await localProject();
  writeFileSync(join(folder, ".github", "pedigree.yml"), blockAfter("<!-- session:files -->"));
  git("commit", "-q", "-a", "--allow-empty", "-m", "goals");
  const bin = tempFolder();
  writeFileSync(join(bin, "pedigree"), `#!/bin/sh\nexec node ${MAIN} "$@"\n`);
  chmodSync(join(bin, "pedigree"), 0o755);
  const environment = shellEnvironment();
  const env = { ...environment, PATH: `${bin}:${environment.PATH ?? ""}` };
  const steps = stepsOf(blockAfter("<!-- session:commands -->"));
  expect(steps.length).toBeGreaterThan(5);
  for (const { command, shown } of steps) {
    const { stdout, stderr } = spawnSync("sh", ["-c", command], { cwd: folder, env, encoding: "utf8" });
    const lines = `${stdout}${stderr}`.trimEnd().split("\n");
    expect([command, isShown(lines, shown) ? shown : lines]).toEqual([command, shown]);
  }
});
