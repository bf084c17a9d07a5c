import { execFileSync } from "node:child_process";
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { runCli } from "../../../cli/run.ts";
import { createCliPorts } from "../../../cli/wire.ts";
import { tempFolder } from "../../support/temp-folder.ts";

const pedigree = (...argv: readonly string[]) => runCli(argv, { ports: createCliPorts({}), version: "0" });

/** Tags in one stream, each on a commit of its own. */
function cloneWith(tags: readonly string[]): string {
  const folder = tempFolder();
  const by = (at: number) => `Ada <a@example.com> ${1_700_000_000 + at} +0000`;
  const lines = tags.flatMap((name, at) => [
    `commit refs/heads/main\nmark :${at + 1}\ncommitter ${by(at)}\ndata 1\nc\n${at === 0 ? "" : `from :${at}\n`}`,
    `tag ${name.split(" ")[0]}\nfrom :${Number(name.split(" ")[1] ?? at + 1)}\ntagger ${by(at)}\ndata 1\nt\n`,
  ]);
  execFileSync("git", ["init", "-q", "-b", "main", folder]);
  execFileSync("git", ["-C", folder, "fast-import", "--quiet"], { input: lines.join("") });
  return folder;
}

test("a plan for people, files for a pull request beside it, and nothing changed in the clone", async () => {
  const clone = cloneWith(["churn@v1.0.0", "churn@v1.1.0", "churn#prod#1 1"]);
  const refs = execFileSync("git", ["-C", clone, "for-each-ref"]).toString();
  const out = join(tempFolder(), "out");
  const { stdout, status } = await pedigree("import", "gto", clone, "--out", out);
  expect(status).toBe(0);
  expect(stdout).toContain("1 model with 2 versions");
  expect(stdout).toMatch(/1 {2}v1\.0\.0 {2}[0-9a-f]{12} {2}2023-11-14 {2}Ada {4}prod/);
  expect(readdirSync(out).sort()).toEqual(["gto-plan.json", "gto-report.txt", "models"]);
  expect(readFileSync(join(out, "models/churn/model.yml"), "utf8")).toContain("owners: []");
  expect(JSON.parse(readFileSync(join(out, "gto-plan.json"), "utf8"))).toMatchObject({ kind: "gto-plan" });
  expect(execFileSync("git", ["-C", clone, "for-each-ref"]).toString()).toBe(refs);
  const again = await pedigree("import", "gto", clone, "--out", out);
  expect(again).toMatchObject({ status: 2, stderr: expect.stringContaining("INPUT_INVALID") });
});

test("J a contradiction costs its tag alone, is told and decides the status", async () => {
  const clone = cloneWith(["m@v1.0.0", "m@v1.1.0 1", "m#prod#1 1", "other@v1.0.0"]);
  const { stdout, status } = await pedigree("import", "gto", clone);
  expect(status).toBe(2);
  expect(stdout).toContain("2 models with 3 versions");
  expect(stdout).toContain("m: ambiguous: prod was assigned to a commit with v1.0.0 and v1.1.0");
  expect((await pedigree("import", "gto", clone, "--holder", "oldest")).stderr).toContain("INPUT_INVALID");
});
