import { afterEach, beforeEach, expect, test } from "vitest";
import { type PullWorld, startPulls } from "../support/pulls.ts";
import { OWNER_AND_REPO as at, failure } from "../support/world.ts";

let world: PullWorld;
beforeEach(async () => {
  world = await startPulls();
});
afterEach(() => world.end());

test("a locked conversation takes comments from those alone who can push", async () => {
  const { number } = await world.open("topic");
  await world.webhooks();
  const issue = { ...at, issue_number: number };
  const { lock, unlock } = world.as("bob").rest.issues;
  expect(await failure(world.as("carol").rest.issues.lock(issue))).toMatch(/^403/);
  await lock({ ...issue, lock_reason: "resolved" });
  const { data } = await world.as("bob").rest.pulls.get({ ...at, pull_number: number });
  expect(data.locked).toBe(true);
  const comment = (octokit: ReturnType<PullWorld["as"]>) =>
    failure(octokit.rest.issues.createComment({ ...issue, body: "x" }));
  const refusal = "403 Unable to create comment because issue is locked.";
  expect(await comment(world.as("carol"))).toBe(refusal);
  expect(await comment(world.asApp())).toBe(refusal);
  expect(await comment(world.as("bob"))).toBe("succeeded");
  await unlock(issue);
  expect(await comment(world.asApp())).toBe("succeeded");
  const told = await world.webhooks("pull_request.locked", "pull_request.unlocked");
  expect(told.map(({ name }) => name)).toEqual(["pull_request.locked", "pull_request.unlocked"]);
});
