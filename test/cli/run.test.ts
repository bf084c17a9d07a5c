import { execFile } from "node:child_process";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { promisify } from "node:util";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { loadCommands } from "../../cli/commands/index.ts";
import { runCli } from "../../cli/run.ts";
import { createCliPorts } from "../../cli/wire.ts";
import { playedRegistry } from "../support/clone-story.ts";
import { exportRegistry } from "../support/git-objects.ts";
import { eve, POLICY } from "../support/registry-world.ts";
import { tempFolder } from "../support/temp-folder.ts";

const run = (...argv: string[]) => runCli(argv, { ports: createCliPorts(), version: "1.2.3" });

let clone: string;
beforeAll(async () => {
  clone = mkdtempSync(join(tmpdir(), "pedigree-cli-"));
  exportRegistry((await playedRegistry()).repository, clone);
});
afterAll(() => rmSync(clone, { recursive: true, force: true }));

describe("pedigree verify", () => {
  it("ends with 0 on an untouched registry, as text and as JSON", async () => {
    const { stdout, status } = await run("verify", clone);
    expect(status).toBe(0);
    expect(stdout).toContain("In order");
    const json = await run("verify", clone, "--json");
    expect(JSON.parse(json.stdout)).toMatchObject({ inOrder: true, events: 5, versions: 3, findings: [] });
  });

  it("ends with 2 on findings and shows no control characters of a commit", async () => {
    const world = await playedRegistry();
    const attacker = { ...eve, login: "eve\u001b[2K\u202e" };
    const commit = world.repository.push("main", { "models/churn/stages.json": "{}" }, attacker);
    const { stdout, status } = await run("verify", exportRegistry(world.repository, tempFolder()));
    expect(status).toBe(2);
    expect(stdout).toContain("ungoverned: models/churn/stages.json");
    expect(stdout).toContain(commit);
    expect(stdout).not.toMatch(/\p{Cf}|[^\P{Cc}\n]/u);
  });

  it("says what is missing where there is no registry", async () => {
    expect(await run("verify", tempFolder())).toMatchObject({ status: 2, stdout: "" });
    expect((await run("verify", clone, "--ref", "nowhere")).stderr).toContain("INPUT_INVALID");
  });
});

describe("pedigree show", () => {
  it("says who holds what, and the digests of a version's files", async () => {
    expect((await run("show", "churn", "--dir", clone)).stdout).toContain("2        production");
    const { stdout } = await run("show", "churn@production", "--dir", clone, "--json");
    const [shown] = JSON.parse(stdout);
    expect(shown).toMatchObject({
      version: 2,
      stage: "production",
      card: expect.stringMatching(/^[0-9a-f]{64}$/),
    });
    const text = (await run("show", "churn@2", "--dir", clone)).stdout;
    expect(text).toContain(shown.record.run.digest);
  });

  it.each([
    ["churn@9", "VERSION_UNKNOWN"],
    ["churn@staging", "STAGE_UNKNOWN"],
    ["nothing", "MODEL_UNKNOWN"],
  ])("refuses %s", async (reference, code) => {
    const { status, stderr } = await run("show", reference, "--dir", clone);
    expect({ status, code: stderr.split(": ")[1] }).toEqual({ status: 2, code });
  });
});

describe("pedigree policy", () => {
  const policyFile = (text: string) => {
    const path = join(tempFolder(), "pedigree.yml");
    writeFileSync(path, text);
    return path;
  };

  it("checks as the App does", async () => {
    expect(await run("policy", "check", policyFile(POLICY))).toMatchObject({ status: 0, stderr: "" });
    const bad = await run(
      "policy",
      "check",
      policyFile(POLICY.replace("displaced: archived", "displaced: gone")),
    );
    expect(bad).toMatchObject({ status: 2, stderr: "" });
    expect(bad.stdout).toContain("cannot be used: 1 problem.");
    expect(bad.stdout).toMatch(/line \d+, stages\[1\]\.displaced: expected one of/);
    expect((await run("policy", "check", "/nowhere.yml")).stderr).toContain("FILE_NOT_FOUND");
  });

  it("lists what is wrong with what was probably meant, for programs too", async () => {
    const file = policyFile(POLICY.replace("    holders:", "    holdrs:"));
    const { stdout, status } = await run("policy", "check", file);
    expect(status).toBe(2);
    expect(stdout).toMatch(
      /stages\[1\]\.holdrs: expected no such key, .*; did you mean holders\? Allowed here: /,
    );
    const json = JSON.parse((await run("policy", "check", file, "--json")).stdout);
    expect(json).toMatchObject({ usable: false, digest: null, more: 0 });
    expect(json.problems[0]).toMatchObject({ path: "stages[1].holdrs", suggestion: "holders" });
    expect(json.problems[0].line).toBeGreaterThan(1);
  });

  it("advises about what can be used and is weaker than it looks", async () => {
    const { stdout, status } = await run("policy", "check", policyFile(POLICY));
    expect(status).toBe(0);
    expect(stdout).toContain("can take the holder of production away");
    const json = JSON.parse((await run("policy", "check", policyFile(POLICY), "--json")).stdout);
    expect(json).toMatchObject({ usable: true, problems: [] });
    expect(json.advice).toHaveLength(1);
  });

  it("explains one stage", async () => {
    const { stdout } = await run("policy", "explain", policyFile(POLICY), "--stage", "production");
    expect(stdout).toMatchInlineSnapshot(`
      "production: entered by versions in development or archived; holds one version of a model at a time; the holder before goes to archived.
        - 2 approvals from acme/leads
          - of these nobody counts: who asked for it, who wrote what is judged, who committed or pushed it, who started the training run
        - metric conditions
          - candidate.auc >= 0.8
        going back to a former holder needs:
          - 1 approval from acme/leads
            - of these nobody counts: who asked for it, who wrote what is judged, who committed or pushed it, who started the training run
      "
    `);
    expect((await run("policy", "explain", policyFile(POLICY), "--stage", "prod")).status).toBe(2);
  });

  it("rehearses: nothing under the same policy, what would be refused under a stricter one", async () => {
    const same = await run("policy", "rehearse", policyFile(POLICY), clone, "--json");
    expect(JSON.parse(same.stdout)).toEqual({ moves: 5, same: 5, others: [] });
    const stricter = policyFile(POLICY.replace("auc >= 0.8", "auc >= 0.91"));
    const { stdout } = await run("policy", "rehearse", stricter, clone);
    expect(stdout).toContain("5 past moves: 4 decided the same, 1 otherwise.");
    expect(stdout).toContain("churn 1 → production (#2): would be refused");
    expect(stdout).toContain(
      "  - metric conditions:\n    - candidate.auc >= 0.91: found candidate.auc = 0.9",
    );
    expect((await run("policy", "rehearse")).stderr).toContain("FILE");
  });

  it("rehearses what was not asked for then, from the versions' own records", async () => {
    const data = policyFile(
      POLICY.replace('"candidate.auc >= 0.8"]', '"candidate.auc >= 0.8"]\n      data: A'),
    );
    const { stdout } = await run("policy", "rehearse", data, clone);
    expect(stdout).not.toContain("cannot be told");
    expect(stdout).toContain("data of strength A");
  });

  it("rehearses a policy that only reports", async () => {
    const text = POLICY.replace("auc >= 0.8", "auc >= 0.91").replace("access:", "mode: audit\naccess:");
    const { stdout } = await run("policy", "rehearse", policyFile(text), clone);
    expect(stdout).toContain("churn 1 → production (#2): would land, and this would be reported");
    expect(stdout).toContain("candidate.auc >= 0.91: found candidate.auc = 0.9");
  });

  it("says whom a move would not displace", async () => {
    const text = POLICY.replace("    holders: one\n    displaced: archived\n", "");
    const { stdout } = await run("policy", "rehearse", policyFile(text), clone);
    expect(stdout).toContain("would displace nobody, and not version 1 → archived");
    expect(stdout).not.toContain("would displace other");
  });
});

describe("pedigree", () => {
  it("helps, with every command in the overview and with each", async () => {
    const { stdout, status } = await run();
    expect(status).toBe(0);
    for (const { name } of await loadCommands()) {
      expect(stdout).toContain(name);
      expect((await run(...name.split(" "), "--help")).stdout).toContain(`pedigree ${name}`);
    }
    const group = await run("policy", "--help");
    expect(group).toMatchObject({ status: 0, stderr: "" });
    expect(group.stdout).toMatch(/policy check .*\n.*policy explain .*\n.*policy rehearse /);
    expect(group.stdout).not.toContain("verify");
    expect((await run("import", "--help")).stdout).toContain("pedigree import");
    expect((await run("--version")).stdout).toBe("1.2.3\n");
  });

  it("runs as a process of its own, from any folder", async () => {
    const main = join(import.meta.dirname, "../../cli/main.ts");
    const { stdout } = await promisify(execFile)(process.execPath, [main, "verify"], { cwd: clone });
    expect(stdout).toContain("refs/heads/main");
  });
});
