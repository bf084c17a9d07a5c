import { afterEach, beforeEach, expect, test } from "vitest";
import { type PullWorld, startPulls } from "../support/pulls.ts";
import { OWNER_AND_REPO as at, failure } from "../support/world.ts";

let world: PullWorld;
beforeEach(async () => {
  world = await startPulls();
});
afterEach(() => world.end());

test("a repository's labels are made, changed, shown and deleted", async () => {
  const { issues } = world.as("bob").rest;
  const name = "stage: production";
  const made = await issues.createLabel({ ...at, name, color: "00ff00", description: "serves" });
  expect(made.data).toMatchObject({ name, color: "00ff00", description: "serves", default: false });
  await issues.updateLabel({ ...at, name: "STAGE: PRODUCTION", new_name: "stage: prod" });
  expect((await issues.getLabel({ ...at, name: "stage: prod" })).data.id).toBe(made.data.id);
  expect((await issues.listLabelsForRepo(at)).data).toHaveLength(1);
  await issues.deleteLabel({ ...at, name: "stage: prod" });
  expect(await failure(issues.getLabel({ ...at, name: "stage: prod" }))).toBe("404 Not Found");
  const told = await world.webhooks();
  expect(told.map(({ name: event, at: field }) => [event, field("changes")])).toEqual([
    ["label.created", undefined],
    ["label.edited", { name: { from: name } }],
    ["label.deleted", undefined],
  ]);
});

test("names are unique without case and 50 characters at most", async () => {
  const { issues } = world.as("bob").rest;
  await issues.createLabel({ ...at, name: "x".repeat(50) });
  expect(await failure(issues.createLabel({ ...at, name: "X".repeat(50) }))).toContain(
    '{"resource":"Label","code":"already_exists","field":"name"}',
  );
  expect(await failure(issues.createLabel({ ...at, name: "x".repeat(51) }))).toContain(
    "422 Validation Failed",
  );
  expect((await issues.createLabel({ ...at, name: "🚀".repeat(50) })).status).toBe(201);
  expect(await failure(issues.createLabel({ ...at, name: "red", color: "red" }))).toMatch(/^422/);
  expect(await failure(world.as("carol").rest.issues.createLabel({ ...at, name: "n" }))).toMatch(/^403/);
});

test("a deleted label leaves every pull request; a renamed one stays on", async () => {
  const { number } = await world.open("topic");
  const { rest } = world.as("bob");
  await rest.issues.addLabels({ ...at, issue_number: number, labels: ["a", "b"] });
  await rest.issues.deleteLabel({ ...at, name: "a" });
  await rest.issues.updateLabel({ ...at, name: "b", new_name: "c" });
  const { data } = await rest.pulls.get({ ...at, pull_number: number });
  expect(data.labels.map(({ name }) => name)).toEqual(["c"]);
});
