import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { GitHubBranchSettings, type SettingsPlace } from "../../../adapters/github/branch-settings.ts";
import { auditSettings } from "../../../core/registry/audit-settings.ts";
import { startGitHub, type TestGitHub } from "../../support/github.ts";
import { addRuleset, dropRulesets } from "../../support/rulesets.ts";

describe("settings of a registry branch on GitHub", () => {
  let github: TestGitHub;
  let now = Date.now();
  beforeAll(async () => {
    github = await startGitHub();
  });
  afterAll(async () => {
    const { violations } = github.judge;
    await github.close();
    expect(violations).toEqual([]);
  });

  function open(change: Partial<SettingsPlace> = {}) {
    const place = {
      fullName: "acme/registry",
      branch: "main",
      isDefault: true,
      appId: github.app.id,
      asApp: true,
    };
    return new GitHubBranchSettings(github.api(), { ...place, ...change }, undefined, () => now);
  }

  it("are what is active on the branch, and whom it lets through only where GitHub tells", async () => {
    await addRuleset(github);
    const { protection } = await open().read();
    expect(protection).toMatchObject({
      known: true,
      value: {
        rulesets: [
          {
            name: "registry",
            rules: ["deletion", "non_fast_forward", "required_status_checks", "update"],
            checks: [{ name: "pedigree", appId: github.app.id }],
            bypass: { known: false },
            own: "always",
          },
        ],
        evaluating: [],
      },
    });
    await dropRulesets(github);
  });

  it("are asked for once in five minutes, and then conditionally", async () => {
    await addRuleset(github);
    const settings = open();
    const first = await settings.read();
    github.requests.length = 0;
    now += 299_000;
    expect(await settings.read()).toBe(first);
    expect(github.requests).toEqual([]);
    now += 2_000;
    const before = await remaining(github);
    const { protection } = await settings.read();
    expect(protection).toEqual(first.protection);
    expect(github.requests.filter((request) => /rule/.test(request))).toHaveLength(3);
    expect(await remaining(github)).toBe(before);
    await dropRulesets(github);
    now += 301_000;
    expect(auditSettings(await settings.read()).map(({ code }) => code)).toContain("update-open");
  });

  it("tell of rulesets that only evaluate, where they are for this branch", async () => {
    await addRuleset(github, { name: "trial", enforcement: "evaluate" });
    const elsewhere = { ref_name: { include: ["refs/heads/other"], exclude: [] } };
    await addRuleset(github, { name: "other", enforcement: "evaluate", conditions: elsewhere });
    await addRuleset(github, { name: "off", enforcement: "disabled" });
    const { protection } = await open().read();
    expect(protection).toMatchObject({ known: true, value: { rulesets: [], evaluating: ["trial"] } });
    await dropRulesets(github);
  });

  it("are unknown, never fine, where GitHub does not show them, and raise nothing", async () => {
    const { protection } = await open({ fullName: "acme/nowhere" }).read();
    expect(protection).toMatchObject({ known: false });
  });

  it("outlast an hour in which GitHub does not answer, and no longer", async () => {
    const place = { fullName: "acme/registry", branch: "main", isDefault: true, appId: 1, asApp: true };
    const api = github.api();
    const settings = new GitHubBranchSettings(api, place, undefined, () => now);
    const seen = await settings.read();
    api.readIfChanged = () => Promise.reject(new Error("no connection"));
    now += 3_599_000;
    expect(await settings.read()).toBe(seen);
    now += 2_000;
    expect((await settings.read()).protection).toMatchObject({ known: false });
  });
});

async function remaining(github: TestGitHub): Promise<number> {
  const { data } = await github.asInstallation().rest.rateLimit.get();
  return data.rate.remaining;
}
