import { afterEach, beforeEach, expect, test } from "vitest";
import { type PullWorld, startPulls } from "../support/pulls.ts";
import { OWNER_AND_REPO as at, failure } from "../support/world.ts";

let world: PullWorld;
beforeEach(async () => {
  world = await startPulls();
});
afterEach(() => world.end());

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
