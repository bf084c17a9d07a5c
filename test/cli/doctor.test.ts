import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { runCli } from "../../cli/run.ts";
import { createCliPorts } from "../../cli/wire.ts";
import { startGitHub, type TestGitHub } from "../support/github.ts";
import { addRuleset, dropRulesets } from "../support/rulesets.ts";
import { POLICY } from "../support/running-app.ts";
import { createTrainingRepository } from "../support/training.ts";

describe("pedigree doctor", () => {
  let github: TestGitHub;
  let environment: Record<string, string>;
  beforeAll(async () => {
    github = await startGitHub({ files: { "pedigree.yml": POLICY } });
    environment = {
      GITHUB_API_URL: github.sandbox.baseUrl,
      GITHUB_TOKEN: github.sandbox.createUserToken("alice"),
      APP_ID: String(github.app.id),
      PRIVATE_KEY: github.privateKey,
    };
  });
  afterAll(async () => {
    const { violations } = github.judge;
    await github.close();
    expect(violations).toEqual([]);
  });
  const run = (change: Record<string, string | undefined> = {}, ...argv: string[]) =>
    runCli(["doctor", ...(argv.length > 0 ? argv : ["acme/registry"])], {
      ports: createCliPorts({ ...environment, ...change }),
      version: "1",
    });

  it("looks at the people and the repositories that the policy names", async () => {
    const alone = POLICY.replace(
      "from: [{ team: acme/ml-leads }]",
      'from: [{ team: acme/ml-leads }], each: [{ count: 3, from: [{ team: acme/ml-leads }] }, { from: [{ user: gone }, { user: "pedigree[bot]" }] }]',
    ).replace("from: [{ team: acme/ml-leads }], each", "each");
    await github.sandbox.createRepository("acme", "other", { files: { "pedigree.yml": alone } });
    const { stdout, status } = await run({}, "acme/other");
    expect(stdout).toMatch(/❌ reach .*not installed on acme\/churn/);
    expect(stdout).toMatch(/❌ people .*each\[0\] asks for 3, and 2 can approve/);
    expect(stdout).toMatch(/❌ people .*names gone, and nobody is called that/);
    expect(stdout).toMatch(/❌ people .*names pedigree\[bot\], which is no person's account/);
    expect(status).toBe(2);
    const reader = github.sandbox.createUser("frank").login;
    const outside = await run({ GITHUB_TOKEN: github.sandbox.createUserToken(reader) }, "acme/other");
    expect(outside.stdout).toMatch(/❔ people .*the members of acme\/ml-leads cannot be seen/);
    const rights = { contents: "read", metadata: "read" } as const;
    const job = await run({ GITHUB_TOKEN: github.sandbox.createActionsToken(github.registry, rights) });
    expect(job.stderr).toBe("");
    expect(job.stdout).toMatch(/❔ people .*the members of acme\/ml-leads cannot be seen/);
  });

  it("looks at the environments that the policy deploys to", async () => {
    const deploying = POLICY.replace("    holders: one", "    then: { deployment: live }\n    holders: one");
    const repository = await github.sandbox.createRepository("acme", "deploys", {
      files: { "pedigree.yml": deploying },
    });
    expect((await run({}, "acme/deploys")).stdout).toMatch(/❌ environments .*live of acme\/deploys/);
    github.sandbox.setRole(repository, "alice", "admin");
    const place = { owner: "acme", repo: "deploys", environment_name: "live" };
    await github.as("alice").rest.repos.createOrUpdateEnvironment(place);
    expect((await run({}, "acme/deploys")).stdout).toMatch(/✅ environments .*live of acme\/deploys/);
    const rights = { contents: "read", metadata: "read" } as const;
    const job = await run(
      { GITHUB_TOKEN: github.sandbox.createActionsToken(repository, rights) },
      "acme/deploys",
    );
    expect(job.stdout).toMatch(/❔ environments .*may not read it/);
  });

  it("ends with 0 where everything was seen and is in order", async () => {
    await createTrainingRepository(github);
    await addRuleset(github);
    const { stdout, status } = await run();
    expect(stdout).toContain("In order.");
    expect(stdout).toMatch(/💡 policy .*stages\[2\]/);
    expect(status).toBe(0);
  });

  it("ends with 1 where nothing is wrong but not all could be seen", async () => {
    const { stdout, status } = await run({ APP_ID: undefined });
    expect(stdout).toContain("❔ app");
    expect(status).toBe(1);
    const reader = await run({ GITHUB_TOKEN: github.sandbox.createUserToken("bob") });
    expect(reader.stdout).toContain("who else may bypass it could not be seen");
    expect(reader.status).toBe(1);
  });

  it("ends with 2 where something is to be mended, as text and as JSON", async () => {
    await dropRulesets(github);
    const { stdout, status } = await run({}, "acme/registry", "--json");
    expect(status).toBe(2);
    const { inOrder, branch, diagnoses } = JSON.parse(stdout);
    expect({ inOrder, branch }).toEqual({ inOrder: false, branch: "main" });
    expect(diagnoses).toContainEqual(expect.objectContaining({ about: "settings", level: "mend" }));
    expect((await run()).stdout).toContain("❌ settings");
  });

  it("says so where GitHub does not accept the token, and where there is no such branch", async () => {
    const refused = await run({ GITHUB_TOKEN: "ghp_none" });
    expect(refused).toMatchObject({ status: 3, stdout: "" });
    expect(refused.stderr).toContain("401");
    expect(refused.stderr).toContain("check GITHUB_TOKEN");
    expect(refused.stderr).not.toContain("private key");
    const nope = await run({}, "acme/registry", "--branch", "nope");
    expect(nope).toMatchObject({ status: 2, stdout: "" });
    expect(nope.stderr).toMatch(/the branch does not exist.*found nope/);
    expect((await run({}, "acme/registry", "--branch", "main")).stdout).toContain("branch main");
  });

  it("asks for a token and for a repository, and prints neither token nor key", async () => {
    expect(await run({ GITHUB_TOKEN: "" })).toMatchObject({ status: 2, stdout: "" });
    expect((await run({}, "registry")).stderr).toContain("INPUT_INVALID");
    const nowhere = await run({}, "acme/nowhere");
    expect(nowhere).toMatchObject({ status: 3, stdout: "" });
    expect(nowhere.stderr).not.toContain(environment.GITHUB_TOKEN);
    expect(nowhere.stderr).not.toContain("PRIVATE KEY");
  });
});
