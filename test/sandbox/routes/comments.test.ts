import { afterEach, beforeEach, expect, test } from "vitest";
import { createComment } from "../../../sandbox/pulls/comments.ts";
import type { Pull } from "../../../sandbox/state/entities.ts";
import { type PullWorld, startPulls } from "../support/pulls.ts";
import { OWNER_AND_REPO as at, failure } from "../support/world.ts";

let world: PullWorld;
let pull: Pull;
beforeEach(async () => {
  world = await startPulls();
  pull = await world.open("topic");
  await world.webhooks();
});
afterEach(() => world.end());

test("comments are written, changed and deleted, and each is told", async () => {
  const { issues } = world.as("carol").rest;
  const { data } = await issues.createComment({
    ...at,
    issue_number: pull.number,
    body: "/promote production",
  });
  expect(data).toMatchObject({ body: "/promote production", user: { login: "carol" } });
  const one = { ...at, comment_id: data.id };
  await issues.updateComment({ ...one, body: "never mind" });
  expect((await issues.getComment(one)).data.body).toBe("never mind");
  const stranger = world.as("dave").rest.issues;
  expect(await failure(stranger.updateComment({ ...one, body: "mine" }))).toMatch(/^403/);
  expect(await failure(stranger.deleteComment(one))).toMatch(/^403/);
  await world.as("bob").rest.issues.deleteComment(one);
  expect(await failure(issues.getComment(one))).toBe("404 Not Found");
  const told = await world.webhooks();
  expect(told.map(({ name }) => name)).toEqual([
    "issue_comment.created",
    "issue_comment.edited",
    "issue_comment.deleted",
  ]);
  expect(told[0]?.body).toMatchObject({
    comment: { body: "/promote production", user: { login: "carol" }, performed_via_github_app: null },
    issue: { number: pull.number, pull_request: { url: expect.any(String) } },
  });
  expect(told[1]?.at("changes")).toEqual({ body: { from: "/promote production" } });
});

test("what an App wrote says so", async () => {
  const { data } = await world
    .asApp()
    .rest.issues.createComment({ ...at, issue_number: pull.number, body: "hello" });
  expect(data).toMatchObject({
    user: { login: "pedigree[bot]", type: "Bot" },
    performed_via_github_app: { id: world.appId, slug: "pedigree" },
  });
});

test("a body of 65,536 characters is the longest", async () => {
  const write = (body: string) =>
    world.as("bob").rest.issues.createComment({ ...at, issue_number: pull.number, body });
  expect((await write("🙂".repeat(65_536))).status).toBe(201);
  expect(await failure(write("x".repeat(65_537)))).toContain(
    "Body is too long (maximum is 65536 characters)",
  );
  expect(await failure(write("  "))).toMatch(/^422/);
  const { createComment: createOn } = world.as("bob").rest.issues;
  expect(await failure(createOn({ ...at, issue_number: 99, body: "x" }))).toBe("404 Not Found");
});

test.each([99, 100, 101, 300])("%i comments are all found page by page", async (count) => {
  const author = world.sandbox.createUser("bob").id;
  for (let i = 0; i < count; i++)
    createComment(world.sandbox.world, pull, { body: `${i}`, userId: author, appId: null });
  const { paginate, rest } = world.as("alice");
  const onPull = { ...at, issue_number: pull.number, per_page: 100 };
  const first = await rest.issues.listComments(onPull);
  expect(first.data).toHaveLength(Math.min(count, 100));
  expect(first.headers.link?.includes('rel="next"') ?? false).toBe(count > 100);
  const bodies = (await paginate(rest.issues.listComments, onPull)).map(({ body }) => body);
  expect(bodies).toEqual(Array.from({ length: count }, (_, i) => `${i}`));
  const newest = await rest.issues.listCommentsForRepo({
    ...at,
    sort: "created",
    direction: "desc",
    per_page: 1,
  });
  expect(newest.data[0]?.body).toBe(`${count - 1}`);
  const later = { ...onPull, since: "2999-01-01T00:00:00Z" };
  expect((await rest.issues.listComments(later)).data).toEqual([]);
});
