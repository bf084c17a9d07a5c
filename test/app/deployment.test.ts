import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { askForDeployment } from "../../sandbox/pulls/gates.ts";
import type { Repository, WorkflowRun } from "../../sandbox/state/entities.ts";
import { type AppWorld, POLICY, startAppWorld } from "../support/running-app.ts";
import { createTrainingRepository, train, waitingRun } from "../support/training.ts";

const AT = { owner: "acme", repo: "registry" };
const SERVING = { owner: "acme", repo: "serving" };
const POLICY_THAT_DEPLOYS = `${POLICY.replace(
  "displaced: archived",
  "displaced: archived\n    then: { deployment: production, dispatch: { type: model-promoted, repositories: [acme/serving] } }",
)}deployments:
  - { repository: acme/serving, environment: live, model: churn, stage: production }
`;

describe("what follows a landing, on a GitHub", () => {
  let world: AppWorld;
  let churn: Repository;
  let serving: Repository;
  const dispatched: unknown[] = [];

  beforeAll(async () => {
    world = await startAppWorld({}, POLICY_THAT_DEPLOYS);
    const { sandbox, app } = world.github;
    sandbox.world.onEvent(({ event, payload }) => {
      if (event === "repository_dispatch") dispatched.push(payload);
    });
    churn = await createTrainingRepository(world.github);
    serving = await sandbox.createRepository("acme", "serving");
    sandbox.setRole(serving, "bob", "admin");
    const { repos } = world.github.as("bob").rest;
    await repos.createOrUpdateEnvironment({ ...SERVING, environment_name: "live" });
    const rule = { ...SERVING, environment_name: "live", integration_id: app.id };
    await repos.createDeploymentProtectionRule(rule);
    await world.settle();
    for (const auc of [0.9, 0.95]) {
      await train(world.github, churn, { metrics: { auc } });
      await world.settle();
    }
    await promote("churn 1");
  }, 120_000);
  afterAll(async () => {
    expect(world.github.judge.violations).toEqual([]);
    await world.close();
  });

  const promote = async (version: string) => {
    const { rest } = world.github.as("alice");
    await rest.issues.createComment({
      ...AT,
      issue_number: world.pullOf(version).number,
      body: "/promote production",
    });
    await world.settle();
    const place = { ...AT, pull_number: world.pullOf(`${version} → production`).number };
    for (const login of ["bob", "carol"])
      await world.github.as(login).rest.pulls.createReview({ ...place, event: "APPROVE" });
    await world.settle();
  };
  const deployments = async () => {
    const { data } = await world.github
      .as("bob")
      .rest.repos.listDeployments({ ...AT, environment: "production" });
    return data;
  };
  const commentsOf = async (title: string) => {
    const { rest } = world.github.as("bob");
    const { data } = await rest.issues.listComments({ ...AT, issue_number: world.pullOf(title).number });
    return data.map(({ body }) => body ?? "").filter((body) => body.includes("deploy"));
  };

  it("deploys the landing once and tells the serving repository once, whatever is repeated", async () => {
    const [made, ...more] = await deployments();
    expect(more).toEqual([]);
    expect(made).toMatchObject({
      sha: made?.ref,
      creator: { login: "pedigree[bot]" },
      payload: { model: "churn", version: 1, stage: "production", landing: made?.sha },
    });
    await world.app.reconcile();
    await world.restart();
    await world.app.reconcile();
    await world.settle();
    expect(await deployments()).toHaveLength(1);
    expect(dispatched).toEqual([{ branch: "main", client_payload: made?.payload }]);
  });

  it("shows what whoever deploys reports in one comment, which is edited", async () => {
    const [made] = await deployments();
    const place = { ...AT, deployment_id: made?.id ?? 0 };
    const { repos } = world.github.as("bob").rest;
    expect(await commentsOf("churn 1")).toEqual([]);
    await repos.createDeploymentStatus({
      ...place,
      state: "in_progress",
      description: "<b>rolling</b> `out`",
    });
    await world.settle();
    expect(await commentsOf("churn 1")).toEqual([expect.stringContaining("is being deployed")]);
    expect((await commentsOf("churn 1"))[0]).toContain("`` <b>rolling</b> `out` ``");
    await repos.createDeploymentStatus({ ...place, state: "success" });
    await world.settle();
    const [comment, ...others] = await commentsOf("churn 1");
    expect(others).toEqual([]);
    expect(comment).toContain("has been deployed to `production`, says `bob`");
  });

  it("opens the environment for the holder's digest alone, and tells why not", async () => {
    const digest = (version: number) => {
      const { artifacts } = world.github.sandbox.world.state;
      return artifacts.filter(({ repositoryId }) => repositoryId === churn.id)[version - 1]?.digest ?? "";
    };
    const hex = (version: number) => digest(version).replace("sha256:", "");
    const gate = async (title: string, change: Partial<WorkflowRun> = {}) => {
      await ask(title, change);
      const { state, comments } = world.github.sandbox.world.state.gates.at(-1) ?? {};
      return { state, comment: comments?.[0] };
    };
    const named = (version: number) => `Deploy deploy/churn/production/sha256-${hex(version)}`;
    expect(await gate(named(1))).toMatchObject({ state: "approved" });
    expect(await gate(named(2))).toMatchObject({
      state: "rejected",
      comment: expect.stringContaining("held by version 1"),
    });
    expect(await gate(named(1), { event: "pull_request" })).toMatchObject({ state: "rejected" });
    await promote("churn 2");
    expect(await gate(named(1))).toMatchObject({ state: "rejected" });
    expect(await gate(named(2))).toMatchObject({ state: "approved" });
    const [second, first] = await deployments();
    expect(second?.payload).toMatchObject({ version: 2 });
    const { data } = await world.github
      .as("bob")
      .rest.repos.listDeploymentStatuses({ ...AT, deployment_id: first?.id ?? 0 });
    expect(data[0]?.state).toBe("inactive");
    expect(await commentsOf("churn 1")).toEqual([expect.stringContaining("no longer counts as deployed")]);
  });

  /** A workflow run of the serving repository whose job wants the environment. */
  async function ask(title: string, change: Partial<WorkflowRun>): Promise<void> {
    const state = world.github.sandbox.world;
    const run = await waitingRun(world.github, serving, { title, ...change });
    askForDeployment(state, serving, { run, environment: "live", ref: "main", creatorId: run.actorId });
    await world.settle();
  }
});
