import { afterAll, beforeAll, expect, it } from "vitest";
import { pressCheckButton } from "../../sandbox/pulls/check-runs.ts";
import { type AppWorld, startAppWorld } from "../support/running-app.ts";
import { createTrainingRepository, train } from "../support/training.ts";

const AT = { owner: "acme", repo: "registry" };

let world: AppWorld;
beforeAll(async () => {
  world = await startAppWorld();
  const churn = await createTrainingRepository(world.github);
  await world.settle();
  await train(world.github, churn, { metrics: { auc: 0.9 } });
  await world.settle();
  await world.github.as("alice").rest.issues.createComment({
    ...AT,
    issue_number: world.pullOf("churn 1").number,
    body: "/promote production",
  });
  await world.settle();
}, 120_000);
afterAll(async () => {
  expect(world.github.judge.violations).toEqual([]);
  await world.close();
});

const MOVE = "churn 1 → production";
const check = () => {
  const { state } = world.github.sandbox.world;
  const run = state.checkRuns.findLast(
    ({ headSha, name }) => headSha === world.pullOf(MOVE).headSha && name === "pedigree",
  );
  if (run === undefined) throw new Error("no check");
  return run;
};
const press = async (identifier: string, by: number) => {
  const before = world.requests.length;
  pressCheckButton(world.github.sandbox.world, check(), { by, identifier });
  await world.settle();
  return world.requests.slice(before);
};
const comments = async () => {
  const { rest } = world.github.as("bob");
  const { data } = await rest.issues.listComments({ ...AT, issue_number: world.pullOf(MOVE).number });
  return data.map(({ body }) => body ?? "");
};

it("the check shows two buttons", () => {
  expect(check().actions?.map(({ label }) => label)).toEqual(["Re-evaluate", "Explain"]);
});

it("“Explain” comments once for an unchanged decision, and never for a program", async () => {
  const alice = world.github.sandbox.createUser("alice").id;
  expect(await press("explain", world.github.app.botId)).toEqual([]);
  expect(await comments()).toEqual([]);
  await press("explain", alice);
  await press("explain", alice);
  expect(await comments()).toEqual([expect.stringContaining("acme/ml-leads")]);
  await world.github
    .as("bob")
    .rest.pulls.createReview({ ...AT, pull_number: world.pullOf(MOVE).number, event: "APPROVE" });
  await world.settle();
  await press("explain", alice);
  expect(await comments()).toHaveLength(2);
});

it("“Re-evaluate” reads everything again and writes nothing where nothing changed", async () => {
  const alice = world.github.sandbox.createUser("alice").id;
  const requests = await press("re-evaluate", alice);
  expect(requests.length).toBeGreaterThan(3);
  expect(requests.filter((request) => !request.startsWith("GET "))).toEqual([]);
});
