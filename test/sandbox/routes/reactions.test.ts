import { afterEach, beforeEach, expect, test } from "vitest";
import type { Pull } from "../../../sandbox/state/entities.ts";
import { type PullWorld, startPulls } from "../support/pulls.ts";
import { OWNER_AND_REPO as at } from "../support/world.ts";

let world: PullWorld;
let pull: Pull;
beforeEach(async () => {
  world = await startPulls();
  pull = await world.open("topic");
  await world.webhooks();
});
afterEach(() => world.end());

test("reactions count once an account and kind", async () => {
  const { data } = await world
    .as("bob")
    .rest.issues.createComment({ ...at, issue_number: pull.number, body: "x" });
  const on = { ...at, comment_id: data.id };
  const { reactions } = world.as("carol").rest;
  expect((await reactions.createForIssueComment({ ...on, content: "rocket" })).status).toBe(201);
  expect((await reactions.createForIssueComment({ ...on, content: "rocket" })).status).toBe(200);
  await world.asApp().rest.reactions.createForIssueComment({ ...on, content: "eyes" });
  expect((await reactions.listForIssueComment(on)).data.map(({ content }) => content)).toEqual([
    "rocket",
    "eyes",
  ]);
  expect((await world.as("bob").rest.issues.getComment(on)).data.reactions).toMatchObject({
    total_count: 2,
    rocket: 1,
    eyes: 1,
  });
});
