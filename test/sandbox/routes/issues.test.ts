import { afterEach, beforeEach, expect, test } from "vitest";
import { type PullWorld, startPulls } from "../support/pulls.ts";
import { OWNER_AND_REPO as at } from "../support/world.ts";

let world: PullWorld;
beforeEach(async () => {
  world = await startPulls();
});
afterEach(() => world.end());

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
