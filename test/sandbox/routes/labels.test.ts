import { afterEach, beforeEach, expect, test } from "vitest";
import { type PullWorld, startPulls } from "../support/pulls.ts";
import { OWNER_AND_REPO as at, failure } from "../support/world.ts";

let world: PullWorld;
beforeEach(async () => {
  world = await startPulls();
});
afterEach(async () => {
  const { violations } = world.judge;
  await world.end();
  expect(violations).toEqual([]);
});

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

test("labels go on and off a pull request, each told once, by those who may triage", async () => {
  const { number } = await world.open("topic");
  await world.webhooks();
  const issue = { ...at, issue_number: number };
  const { issues } = world.as("carol").rest;
  const names = (labels: { name: string }[]) => labels.map(({ name }) => name);
  expect(names((await issues.addLabels({ ...issue, labels: ["a", "b"] })).data)).toEqual(["a", "b"]);
  await issues.addLabels({ ...issue, labels: ["A"] });
  expect(names((await issues.setLabels({ ...issue, labels: ["b", "c"] })).data)).toEqual(["b", "c"]);
  expect(names((await issues.removeLabel({ ...issue, name: "b" })).data)).toEqual(["c"]);
  expect(await failure(issues.removeLabel({ ...issue, name: "b" }))).toBe("404 Label does not exist");
  await issues.removeAllLabels(issue);
  expect((await issues.listLabelsOnIssue(issue)).data).toEqual([]);
  const told = await world.webhooks();
  expect(told.map(({ name, at: field }) => `${name} ${String(field("label.name"))}`)).toEqual([
    "label.created a",
    "pull_request.labeled a",
    "label.created b",
    "pull_request.labeled b",
    "pull_request.unlabeled a",
    "label.created c",
    "pull_request.labeled c",
    "pull_request.unlabeled b",
    "pull_request.unlabeled c",
  ]);
  const stranger = world.as("dave").rest.issues;
  expect(await failure(stranger.addLabels({ ...issue, labels: ["a"] }))).toMatch(/^403/);
});

test("a merged pull request can still be labelled, and tells it", async () => {
  const { number } = await world.open("topic");
  await world.as("alice").rest.pulls.merge({ ...at, pull_number: number });
  await world.webhooks();
  const issue = { ...at, issue_number: number };
  await world.asApp().rest.issues.addLabels({ ...issue, labels: ["stage: production"] });
  await world.asApp().rest.issues.removeLabel({ ...issue, name: "stage: production" });
  const told = await world.webhooks("pull_request.labeled", "pull_request.unlabeled");
  expect(
    told.map(({ name, at: field }) => [name, field("pull_request.merged"), field("sender.login")]),
  ).toEqual([
    ["pull_request.labeled", true, "pedigree[bot]"],
    ["pull_request.unlabeled", true, "pedigree[bot]"],
  ]);
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

test("pull requests are found by their labels", async () => {
  const { number } = await world.open("one");
  await world.open("two");
  const { issues } = world.as("bob").rest;
  await issues.addLabels({ ...at, issue_number: number, labels: ["stage: production"] });
  await world.as("alice").rest.pulls.merge({ ...at, pull_number: number });
  const found = await issues.listForRepo({ ...at, labels: "stage: production", state: "all" });
  expect(found.data.map((issue) => [issue.number, issue.pull_request?.merged_at])).toEqual([
    [number, expect.any(String)],
  ]);
  expect((await issues.get({ ...at, issue_number: number })).data).toMatchObject({ state: "closed" });
  await issues.update({ ...at, issue_number: number, labels: ["x"], title: "renamed" });
  expect((await issues.get({ ...at, issue_number: number })).data).toMatchObject({
    title: "renamed",
    labels: [{ name: "x" }],
  });
});
