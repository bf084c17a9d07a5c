import { afterEach, beforeEach, expect, test } from "vitest";
import { type PullWorld, startPulls } from "../support/pulls.ts";
import { OWNER_AND_REPO as at, failure } from "../support/world.ts";

let world: PullWorld;
let number: number;
beforeEach(async () => {
  world = await startPulls();
  ({ number } = await world.open("topic", "bob"));
  await world.webhooks();
});
afterEach(() => world.end());

const review = (login: string, more: object) =>
  world.as(login).rest.pulls.createReview({ ...at, pull_number: number, ...more });
const reviews = async () => {
  const { paginate, rest } = world.as("alice");
  return paginate(rest.pulls.listReviews, { ...at, pull_number: number, per_page: 100 });
};

test("an approval is bound to the head that was reviewed, and stays there after a push", async () => {
  const reviewed = world.sandbox.world.state.pulls[0]?.headSha;
  const { data } = await review("alice", { event: "APPROVE" });
  expect(data).toMatchObject({ state: "APPROVED", commit_id: reviewed, user: { login: "alice" } });
  await world.commit("topic", { "sneaked-in.txt": "x\n" });
  expect((await reviews())[0]).toMatchObject({ state: "APPROVED", commit_id: reviewed });
  const [submitted] = await world.webhooks("pull_request_review.submitted");
  expect(submitted?.body).toMatchObject({
    review: { state: "approved", commit_id: reviewed, body: null, user: { login: "alice" } },
    pull_request: { number },
    sender: { login: "alice" },
  });
});

test("an older commit of the pull request may be named, a foreign one may not", async () => {
  const old = world.sandbox.world.state.pulls[0]?.headSha ?? "";
  await world.commit("topic", { "more.txt": "m\n" });
  expect((await review("alice", { event: "APPROVE", commit_id: old })).data.commit_id).toBe(old);
  const elsewhere = await world.commit("elsewhere", { "e.txt": "e\n" });
  for (const commit_id of [elsewhere, "0".repeat(40), "main"])
    expect(await failure(review("carol", { event: "APPROVE", commit_id }))).toMatch(/^422/);
});

test("nobody approves or blocks an own pull request, but may comment on it", async () => {
  expect(await failure(review("bob", { event: "APPROVE" }))).toBe(
    '422 Unprocessable Entity: "Can not approve your own pull request"',
  );
  expect(await failure(review("bob", { event: "REQUEST_CHANGES", body: "no" }))).toContain(
    "Can not request changes on your own pull request",
  );
  expect((await review("bob", { event: "COMMENT", body: "note" })).data.state).toBe("COMMENTED");
  expect(await failure(review("alice", { event: "COMMENT" }))).toMatch(/^422/);
});

test("the App may review; whoever may not see the repository may not", async () => {
  const app = await world
    .asApp()
    .rest.pulls.createReview({ ...at, pull_number: number, event: "REQUEST_CHANGES", body: "no" });
  expect(app.data).toMatchObject({
    state: "CHANGES_REQUESTED",
    user: { login: "pedigree[bot]", type: "Bot" },
  });
  expect((await review("dave", { event: "APPROVE" })).data.author_association).toBe("NONE");
  const secret = await world.sandbox.createRepository("acme", "secret", { private: true });
  expect(secret.private).toBe(true);
  const { get } = world.as("dave").rest.pulls;
  expect(await failure(get({ owner: "acme", repo: "secret", pull_number: 1 }))).toBe("404 Not Found");
});

test("a pending review is its author's alone until it is submitted", async () => {
  const { data } = await review("alice", { body: "draft" });
  expect(data.state).toBe("PENDING");
  expect(await failure(review("alice", {}))).toContain("one pending review");
  const { listReviews } = world.as("bob").rest.pulls;
  expect((await listReviews({ ...at, pull_number: number })).data).toEqual([]);
  expect(await world.webhooks()).toEqual([]);
  const { rest } = world.as("alice");
  const one = { ...at, pull_number: number, review_id: data.id };
  expect((await rest.pulls.getReview(one)).data.body).toBe("draft");
  const submitted = await rest.pulls.submitReview({ ...one, event: "APPROVE", body: "fine" });
  expect(submitted.data).toMatchObject({ state: "APPROVED", body: "fine" });
  expect((await listReviews({ ...at, pull_number: number })).data).toHaveLength(1);
  expect(await failure(rest.pulls.deletePendingReview(one))).toMatch(/^422/);
  const other = await review("alice", {});
  await rest.pulls.deletePendingReview({ ...one, review_id: other.data.id });
  expect(await reviews()).toHaveLength(1);
});

test("a review's text can be changed by its author, and says what it was", async () => {
  const { data } = await review("alice", { event: "COMMENT", body: "first" });
  const one = { ...at, pull_number: number, review_id: data.id };
  const edited = await world.as("alice").rest.pulls.updateReview({ ...one, body: "second" });
  expect(edited.data.body).toBe("second");
  expect(await failure(world.as("carol").rest.pulls.updateReview({ ...one, body: "third" }))).toMatch(/^403/);
  const [told] = await world.webhooks("pull_request_review.edited");
  expect(told?.at("changes")).toEqual({ body: { from: "first" } });
});

test("a dismissed approval stays in the list as dismissed", async () => {
  const { data } = await review("alice", { event: "APPROVE", body: "ok" });
  const dismiss = (login: string, review_id: number) =>
    world.as(login).rest.pulls.dismissReview({ ...at, pull_number: number, review_id, message: "outdated" });
  expect(await failure(dismiss("carol", data.id))).toMatch(/^403/);
  expect((await dismiss("bob", data.id)).data.state).toBe("DISMISSED");
  const [dismissed] = await world.webhooks("pull_request_review.dismissed");
  expect(dismissed?.body).toMatchObject({ review: { state: "dismissed" }, sender: { login: "bob" } });
  const comment = await review("alice", { event: "COMMENT", body: "note" });
  expect(await failure(dismiss("bob", comment.data.id))).toBe(
    "422 Can not dismiss a commented pull request review",
  );
  expect((await reviews()).map(({ state }) => state)).toEqual(["DISMISSED", "COMMENTED"]);
});

test.each([99, 100, 101])("%i reviews come in full pages", async (count) => {
  for (let i = 0; i < count; i++)
    world.sandbox.world.state.reviews.push({
      id: world.sandbox.world.nextId(),
      pullId: world.sandbox.world.state.pulls[0]?.id ?? 0,
      userId: world.sandbox.createUser("alice").id,
      body: `${i}`,
      state: "COMMENTED",
      commitSha: world.sandbox.world.state.pulls[0]?.headSha ?? "",
      submittedAt: "2026-02-01T10:00:00Z",
    });
  const first = await world.as("alice").rest.pulls.listReviews({ ...at, pull_number: number, per_page: 100 });
  expect(first.data).toHaveLength(Math.min(count, 100));
  expect(first.headers.link?.includes('rel="next"') ?? false).toBe(count > 100);
  expect((await reviews()).map(({ body }) => body)).toEqual(Array.from({ length: count }, (_, i) => `${i}`));
});
