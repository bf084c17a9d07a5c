import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { runCli } from "../../../cli/run.ts";
import { createCliPorts } from "../../../cli/wire.ts";
import { completed, DATA, dataVersion } from "../../support/card-subject.ts";
import { playedRegistry } from "../../support/clone-story.ts";
import { exportRegistry } from "../../support/git-objects.ts";
import { opened, registered } from "../../support/registry-play.ts";
import { RegistryWorld } from "../../support/registry-world.ts";
import { tempFolder } from "../../support/temp-folder.ts";

const run = (...argv: string[]) => runCli(argv, { ports: createCliPorts(), version: "1.2.3" });

let clone: string;
let card: string;
beforeAll(async () => {
  clone = mkdtempSync(join(tmpdir(), "pedigree-cli-"));
  exportRegistry((await playedRegistry()).repository, clone);
  card = completed((await run("card", "fill", "churn@2", "--dir", clone)).stdout);
});
afterAll(() => rmSync(clone, { recursive: true, force: true }));

/** The card, changed, in a file of its own. */
function fileOf(text: string): string {
  const file = join(tempFolder(), "card.md");
  writeFileSync(file, text);
  return file;
}
const lineOf = (text: string, part: string) => text.split("\n").findIndex((line) => line.includes(part)) + 1;

describe("pedigree card check", () => {
  it("ends with 0 on a complete card, and against the run it was filled from", async () => {
    const alone = await run("card", "check", fileOf(card));
    expect(alone).toMatchObject({ status: 0, stderr: "" });
    expect(alone.stdout).toContain("compare it with its run by --against");
    const against = await run("card", "check", fileOf(card), "--against", "churn@2", "--dir", clone);
    expect(against.status).toBe(0);
    expect(against.stdout).not.toContain("--against");
  });

  it("prints every problem with file, line, verdict, and both values", async () => {
    const text = card.replace("value: 0.92", "value: 0.99").replace("license: apache-2.0", "license: TODO");
    const file = fileOf(text);
    const { stdout, status } = await run("card", "check", file, "--against", "churn@2", "--dir", clone);
    expect(status).toBe(2);
    expect(stdout.trimEnd().split("\n")).toEqual([
      `${file}:${lineOf(text, "license:")}: INVALID license: expected a license, not a placeholder`,
      `${file}:${lineOf(text, "value: 0.99")}: CONTRADICTS-RUN auc: expected 0.92, found 0.99`,
      "2 problems for production",
    ]);
  });

  it("finds test data that an ancestor was trained on", async () => {
    const world = new RegistryWorld();
    const seen = [dataVersion("all.csv", "training", "data/test.csv")];
    await registered(world, 1, { run: { data: seen, baseModels: [] } });
    await registered(world, 2, { run: { data: DATA, baseModels: ["churn@1"] } });
    const dir = exportRegistry(world.repository, tempFolder());
    const file = fileOf(completed((await run("card", "fill", "churn@2", "--dir", dir)).stdout));
    const { stdout, status } = await run("card", "check", file, "--against", "churn@2", "--dir", dir);
    expect(status).toBe(2);
    expect(stdout).toMatch(
      /TEST-DATA-IN-LINEAGE data\/test\.csv: .* in the training data of churn@1 as all\.csv/,
    );
  });

  it("sees an edited block without any registry", async () => {
    const file = fileOf(card.replace("| `auc` | 0.92 |", "| `auc` | 0.99 |"));
    const json = JSON.parse((await run("card", "check", file, "--json")).stdout);
    expect(json).toMatchObject({
      complete: false,
      level: "production",
      required: [
        { verdict: "STALE", section: "evaluation", line: lineOf(card, "pedigree:begin evaluation") },
      ],
    });
  });

  it("asks for less at a lower level, and tells what is only recommended", async () => {
    const file = fileOf(
      card.replace("## Human oversight", "## Nothing").replace("<!-- section: oversight -->", ""),
    );
    expect((await run("card", "check", file)).stdout).toContain("MISSING Human oversight");
    const staging = await run("card", "check", file, "--level", "staging");
    expect(staging).toMatchObject({ status: 0, stdout: expect.stringContaining("(recommended)") });
  });

  it("shows no control characters of a card", async () => {
    const file = fileOf(card.replace(/model_name: .*/, 'model_name: "a\\e[2K\\u202eb"'));
    const { stdout } = await run("card", "check", file, "--against", "churn@2", "--dir", clone);
    expect(stdout).toContain("CONTRADICTS-RUN model_name");
    expect(stdout).not.toMatch(/\p{Cf}|[^\P{Cc}\n]/u);
  });

  it.each([
    [["--level", "perfect"], "INPUT_INVALID"],
    [["--against", "churn"], "INPUT_INVALID"],
    [["--against", "../x@1"], "NAME_INVALID"],
    [["--against", "churn@x"], "STAGE_UNKNOWN"],
    [["--against", "churn@9"], "VERSION_UNKNOWN"],
    [["--against", "fraud@1"], "MODEL_UNKNOWN"],
  ])("%j is refused", async (options, code) => {
    const outcome = await run("card", "check", fileOf(card), "--dir", clone, ...options);
    expect(outcome).toMatchObject({ status: 2, stdout: "", stderr: expect.stringContaining(code) });
  });

  it("compares a version that is not registered yet with its run, on its own branch", async () => {
    const world = await playedRegistry();
    const { headBranch } = await world.pulls.get(await opened(world, 4, { auc: 0.95 }));
    const at = ["--dir", exportRegistry(world.repository, tempFolder(), [headBranch]), "--ref", headBranch];
    const filled = completed((await run("card", "fill", "churn@4", ...at)).stdout);
    expect(filled).toContain("Against version 3");
    const check = (text: string) => run("card", "check", fileOf(text), "--against", "churn@4", ...at);
    expect((await check(filled)).status).toBe(0);
    expect((await check(filled.replace("value: 0.95", "value: 0.96"))).stdout).toContain(
      "CONTRADICTS-RUN auc",
    );
    expect((await run("export", "churn@4", "--format", "annex-iv", ...at)).stderr).toContain(
      "VERSION_UNKNOWN",
    );
  });

  it("says when there is no such file", async () => {
    expect((await run("card", "check", join(clone, "nothing.md"))).stderr).toContain("FILE_NOT_FOUND");
  });
});

describe("pedigree card fill", () => {
  it("puts edited blocks back and leaves what people wrote", async () => {
    const file = fileOf(card.replace("| `auc` | 0.92 |", "| `auc` | 0.99 |"));
    const { stdout } = await run("card", "fill", "churn@2", "--dir", clone, "--card", file);
    expect(stdout).toBe(card);
  });

  it("takes a stage for the version that holds it", async () => {
    const at = ["--dir", clone];
    const byNumber = await run("card", "fill", "churn@2", ...at);
    expect(await run("card", "fill", "churn@production", ...at)).toEqual(byNumber);
    expect((await run("card", "fill", "churn", "--dir", clone)).stderr).toContain("INPUT_INVALID");
  });

  it("prints a new card on demand", async () => {
    const { stdout } = await run("card", "fill", "churn@2", "--dir", clone, "--new");
    expect(stdout).toContain("[More Information Needed]");
    expect(stdout).toContain("Against version 1");
  });
});
