import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { runCli } from "../../../cli/run.ts";
import { createCliPorts } from "../../../cli/wire.ts";
import { playedRegistry } from "../../support/clone-story.ts";
import { cycloneDxProblems } from "../../support/cyclonedx-schema.ts";
import { exportRegistry } from "../../support/git-objects.ts";
import { tempFolder } from "../../support/temp-folder.ts";

const run = (...argv: string[]) => runCli(argv, { ports: createCliPorts(), version: "1.2.3" });

let clone: string;
beforeAll(async () => {
  clone = mkdtempSync(join(tmpdir(), "pedigree-cli-"));
  exportRegistry((await playedRegistry()).repository, clone);
});
afterAll(() => rmSync(clone, { recursive: true, force: true }));
const exported = (format: string, ...more: string[]) =>
  run("export", "churn@2", "--format", format, "--dir", clone, ...more);

describe("pedigree export", () => {
  it("prints a valid bill of materials, the same each time, with the time of the event", async () => {
    const { stdout, status } = await exported("cyclonedx");
    expect(status).toBe(0);
    expect(cycloneDxProblems(stdout)).toEqual([]);
    expect((await exported("cyclonedx")).stdout).toBe(stdout);
    const moved = JSON.parse((await run("history", "churn", "--dir", clone, "--json")).stdout);
    const last = moved.entries.filter((entry: { version: number }) => entry.version === 2).at(-1);
    expect(JSON.parse(stdout).metadata.timestamp).toBe(last.at);
  });

  it("writes the hub's files into a new folder, and never over what is there", async () => {
    const out = join(tempFolder(), "hub");
    const { stdout } = await exported("hugging-face", "--out", out);
    expect(stdout).toContain(`1 file in ${out}: README.md`);
    expect(stdout).toContain("note: license is left out");
    expect(readFileSync(join(out, "README.md"), "utf8")).toMatch(/^---\nmodel_name: churn\n/);
    expect((await exported("hugging-face", "--out", out)).stderr).toContain("INPUT_INVALID");
  });

  it("orders the version by Annex IV, with every decision about it", async () => {
    const { stdout } = await exported("annex-iv");
    const decisions = stdout.match(/models\/churn\/log\/\d{6}-[a-z]+\.json/g) ?? [];
    expect(new Set(decisions).size).toBe(2);
    expect(stdout).toMatch(/^## 9 /m);
  });

  it("takes a stage for the version that holds it", async () => {
    const { stdout } = await run("export", "churn@production", "--format", "cyclonedx", "--dir", clone);
    expect(stdout).toBe((await exported("cyclonedx")).stdout);
  });

  it("gives files and notes to programs", async () => {
    const json = JSON.parse((await exported("annex-iv", "--json")).stdout);
    expect(Object.keys(json.files)).toEqual(["annex-iv.md"]);
    expect(json.notes[0]).toMatch(/something is missing under \d+ of 21 points/);
  });

  it.each([
    [["churn@2"], "INPUT_INVALID"],
    [["churn@2", "--format", "pdf"], "INPUT_INVALID"],
    [["churn@_", "--format", "annex-iv"], "INPUT_INVALID"],
    [["churn@9", "--format", "annex-iv"], "VERSION_UNKNOWN"],
    [["churn@staging", "--format", "annex-iv"], "STAGE_UNKNOWN"],
    [["fraud@1", "--format", "annex-iv"], "MODEL_UNKNOWN"],
  ])("%j is refused", async (argv, code) => {
    expect((await run("export", ...argv, "--dir", clone)).stderr).toContain(code);
  });
});
