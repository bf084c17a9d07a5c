import { afterEach, beforeEach, expect, test } from "vitest";
import { type PullWorld, startPulls } from "../support/pulls.ts";
import { OWNER_AND_REPO as at, failure } from "../support/world.ts";

let world: PullWorld;
beforeEach(async () => {
  world = await startPulls();
});
afterEach(() => world.end());

const deploy = async (more: object = {}) => {
  const { data } = await world
    .asApp()
    .rest.repos.createDeployment({ ...at, ref: "main", required_contexts: [], ...more });
  if (!("id" in data)) throw new Error("nothing was deployed");
  return data;
};

test("a deployment is made, told, found and given statuses", async () => {
  const made = await deploy({ payload: { model: "churn", version: 3 }, description: "churn 3" });
  expect(made).toMatchObject({
    environment: "production",
    production_environment: true,
    task: "deploy",
    payload: { model: "churn", version: 3 },
    creator: { login: "pedigree[bot]" },
    performed_via_github_app: { slug: "pedigree" },
  });
  const { repos } = world.as("bob").rest;
  const one = { ...at, deployment_id: made.id };
  await repos.createDeploymentStatus({ ...one, state: "in_progress", description: "rolling out" });
  await repos.createDeploymentStatus({ ...one, state: "success", environment_url: "https://example.org" });
  expect((await repos.getDeployment(one)).data.sha).toBe(made.sha);
  expect((await repos.listDeployments({ ...at, environment: "production" })).data).toHaveLength(1);
  expect((await repos.listDeployments({ ...at, environment: "staging" })).data).toEqual([]);
  const statuses = await repos.listDeploymentStatuses(one);
  expect(statuses.data.map(({ state }) => state)).toEqual(["success", "in_progress"]);
  const status_id = statuses.data[0]?.id ?? 0;
  expect((await repos.getDeploymentStatus({ ...one, status_id })).data.environment_url).toBe(
    "https://example.org",
  );
  const told = await world.webhooks();
  expect(told.map(({ name, at: field }) => [name, field("deployment_status.state")])).toEqual([
    ["deployment.created", undefined],
    ["deployment_status.created", "in_progress"],
    ["deployment_status.created", "success"],
  ]);
});

test("success retires what was deployed to the same environment before", async () => {
  const first = await deploy();
  const elsewhere = await deploy({ environment: "staging" });
  const second = await deploy();
  const { repos } = world.asApp().rest;
  for (const { id } of [first, elsewhere, second])
    await repos.createDeploymentStatus({ ...at, deployment_id: id, state: "success" });
  const latest = async (deployment_id: number) =>
    (await repos.listDeploymentStatuses({ ...at, deployment_id })).data[0]?.state;
  expect(await latest(first.id)).toBe("inactive");
  expect(await latest(elsewhere.id)).toBe("success");
  expect(await latest(second.id)).toBe("success");
  await repos.deleteDeployment({ ...at, deployment_id: first.id });
  expect(await failure(repos.deleteDeployment({ ...at, deployment_id: second.id }))).toMatch(/^422/);
  expect(await failure(repos.getDeployment({ ...at, deployment_id: first.id }))).toBe("404 Not Found");
});

test("what was reported on the commit must have passed, unless nothing is required", async () => {
  const sha = (await world.sandbox.world.git(world.repository).ref("refs/heads/main")) ?? "";
  await world.as("bob").rest.repos.createCommitStatus({ ...at, sha, state: "failure", context: "test" });
  const { repos } = world.asApp().rest;
  expect(await failure(repos.createDeployment({ ...at, ref: "main" }))).toBe(
    "409 Conflict: Commit status checks failed for main.",
  );
  expect((await deploy()).sha).toBe(sha);
  expect(await failure(deploy({ ref: "nowhere" }))).toMatch(/^422/);
  expect(await failure(world.as("carol").rest.repos.createDeployment({ ...at, ref: "main" }))).toMatch(
    /^403/,
  );
});
