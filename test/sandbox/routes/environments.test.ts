import { expect, test } from "vitest";
import { askForDeployment } from "../../../sandbox/pulls/gates.ts";
import { startGitHub } from "../../support/github.ts";
import { waitingRun } from "../../support/training.ts";
import { failure } from "../support/world.ts";

test("an environment asks the App whose rule protects it, and takes one answer of it", async () => {
  const github = await startGitHub();
  try {
    const { sandbox, app, registry } = github;
    sandbox.setRole(registry, "alice", "admin");
    const at = { owner: "acme", repo: "registry", environment_name: "live" };
    const { repos } = github.as("alice").rest;
    expect((await repos.createOrUpdateEnvironment(at)).data.name).toBe("live");
    expect(await failure(github.as("bob").rest.repos.createOrUpdateEnvironment(at))).toMatch(/^403/);
    const rule = { ...at, integration_id: app.id };
    expect((await repos.createDeploymentProtectionRule(rule)).data.app).toMatchObject({ slug: "pedigree" });
    expect((await repos.getAllDeploymentProtectionRules(at)).data.total_count).toBe(1);
    const run = await waitingRun(github, registry);
    const asked = { run, environment: "live", ref: "main", creatorId: run.actorId };
    const { id } = askForDeployment(sandbox.world, registry, asked);
    const { data } = await repos.getDeployment({ owner: "acme", repo: "registry", deployment_id: id });
    expect(data).toMatchObject({ environment: "live", ref: "main", sha: run.headSha });
    const answer = { owner: "acme", repo: "registry", run_id: run.id, environment_name: "live" };
    const route = "POST /repos/{owner}/{repo}/actions/runs/{run_id}/deployment_protection_rule";
    const review = (more: { comment: string } | { state: "approved" | "rejected"; comment?: string }) =>
      failure(github.asInstallation().request(route, { ...answer, ...more }));
    expect(await review({ comment: "x".repeat(1_025) })).toMatch(/^422 The comment is too long/);
    for (let report = 0; report < 10; report += 1)
      expect(await review({ comment: "looking" })).toBe("succeeded");
    expect(await review({ comment: "still looking" })).toMatch(/^422 No more than 10/);
    expect(await review({ state: "approved", comment: "yes" })).toBe("succeeded");
    expect(await review({ state: "rejected" })).toMatch(/^422 No pending/);
    expect(sandbox.world.state.gates.map(({ state }) => state)).toEqual(["approved"]);
    expect(github.judge.violations).toEqual([]);
  } finally {
    await github.close();
  }
});
