import { afterAll, beforeAll, expect, it } from "vitest";
import type { Repository } from "../../sandbox/state/entities.ts";
import { type AppWorld, POLICY, startAppWorld } from "../support/running-app.ts";
import { createTrainingRepository, train } from "../support/training.ts";

const AT = { owner: "acme", repo: "registry", path: "pedigree.yml" };
const OTHER = ".github/workflows/other.yml";

let world: AppWorld;
let churn: Repository;
beforeAll(async () => {
  world = await startAppWorld();
  churn = await createTrainingRepository(world.github);
  await world.settle();
}, 120_000);
afterAll(async () => {
  expect(world.github.judge.violations).toEqual([]);
  await world.close();
});

const told = () =>
  world.github.sandbox.world.state.checkRuns.filter(
    ({ repositoryId, name }) => repositoryId === churn.id && name.startsWith("pedigree: register "),
  );

const writesSince = (before: number) =>
  world.requests.slice(before).filter((request) => /^(POST|PATCH) .*check-runs/.test(request));

it("a run whose workflow is not granted is told of it on its commit", async () => {
  const run = await train(world.github, churn, { metrics: { auc: 0.9 }, workflowRun: { path: OTHER } });
  await world.settle();
  expect(told()).toMatchObject([{ headSha: run.headSha, status: "completed", conclusion: "neutral" }]);
  expect(told()[0]?.output.summary).toContain(
    `workflow: expected .github/workflows/train.yml, found ${OTHER}`,
  );
});

it("nothing is written twice, also not after a restart", async () => {
  const before = world.requests.length;
  await world.restart();
  await world.settle();
  expect(world.lines.filter((line) => line.includes("a run was not registered"))).toHaveLength(2);
  expect(writesSince(before)).toEqual([]);
});

it("the check is a success when the run is registered after all", async () => {
  const { rest } = world.github.as("bob");
  const { data } = await rest.repos.getContent(AT);
  const granting = POLICY.replace("workflows: [", `workflows: [${OTHER}, `);
  await rest.repos.createOrUpdateFileContents({
    ...AT,
    message: "grant",
    content: Buffer.from(granting).toString("base64"),
    ...("sha" in data ? { sha: data.sha } : {}),
  });
  await world.restart();
  await world.settle();
  expect(world.pullOf("churn 1").mergedAt).not.toBeNull();
  expect(told()).toMatchObject([{ conclusion: "success", output: { title: "Registered: churn 1" } }]);
});
