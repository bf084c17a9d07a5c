import { execFileSync } from "node:child_process";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { runCli } from "../../../cli/run.ts";
import { createCliPorts } from "../../../cli/wire.ts";
import { playedRegistry } from "../../support/clone-story.ts";
import { exportRegistry, git } from "../../support/git-objects.ts";
import { looseFile, unpack } from "../../support/object-files.ts";
import { tempFolder } from "../../support/temp-folder.ts";

const run = (...argv: string[]) => runCli(argv, { ports: createCliPorts(), version: "1.2.3" });

let origin: string;
beforeAll(async () => {
  origin = mkdtempSync(join(tmpdir(), "pedigree-cli-"));
  exportRegistry((await playedRegistry()).repository, origin);
  git(origin, ["config", "uploadpack.allowFilter", "true"]);
});
afterAll(() => rmSync(origin, { recursive: true, force: true }));

function cloned(...options: readonly string[]): string {
  const folder = join(tempFolder(), "clone");
  execFileSync("git", ["clone", "-q", "--bare", ...options, `file://${origin}`, folder]);
  return folder;
}

describe("pedigree verify", () => {
  it.each(["blob:none", "tree:0"])(
    "says in one line that a clone is partial: --filter=%s",
    async (filter) => {
      const { status, stdout, stderr } = await run("verify", cloned(`--filter=${filter}`));
      expect({ status, stdout }).toEqual({ status: 2, stdout: "" });
      expect(stderr.trim().split("\n")).toEqual([expect.stringMatching(/a partial clone.*without --filter/)]);
    },
  );

  it("names what a clone lacks, and says what to do", async () => {
    const folder = unpack(cloned());
    const card = "models/churn/versions/1/card.md";
    rmSync(looseFile(folder, git(folder, ["rev-parse", `main:${card}`]).trim()));
    const { status, stdout } = await run("verify", folder);
    expect(status).toBe(2);
    expect(stdout).toContain(`missing: ${card}\n`);
    expect(stdout).toMatch(/remedy {3}clone the registry again/);
    expect(stdout).toContain("5 events");
    expect(stdout).toContain("NOT in order: 1 finding.");
  });

  it("says that it replayed nothing where the history cannot be read", async () => {
    const folder = unpack(cloned());
    rmSync(looseFile(folder, git(folder, ["rev-parse", "main~1"]).trim()));
    const { status, stdout } = await run("verify", folder);
    expect(status).toBe(2);
    expect(stdout).toContain("The history was not replayed");
    expect(stdout).not.toContain("0 events");
  });
});
