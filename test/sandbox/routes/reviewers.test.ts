import { afterEach, beforeEach, expect, test } from "vitest";
import { type PullWorld, startPulls } from "../support/pulls.ts";
import { OWNER_AND_REPO as at, failure } from "../support/world.ts";

let world: PullWorld;
beforeEach(async () => {
  world = await startPulls();
});
afterEach(() => world.end());

test("a review is asked for, told, and no longer asked for once it is given", async () => {
  const { number } = await world.open("topic", "bob");
  await world.webhooks();
  const pull = { ...at, pull_number: number };
  const { rest } = world.as("carol");
  const asked = await rest.pulls.requestReviewers({ ...pull, reviewers: ["alice", "carol"] });
  expect(asked.data.requested_reviewers?.map(({ login }) => login)).toEqual(["alice", "carol"]);
  await rest.pulls.removeRequestedReviewers({ ...pull, reviewers: ["carol"] });
  expect((await rest.pulls.listRequestedReviewers(pull)).data.users).toMatchObject([{ login: "alice" }]);
  await world.as("alice").rest.pulls.createReview({ ...pull, event: "APPROVE" });
  expect((await rest.pulls.listRequestedReviewers(pull)).data.users).toEqual([]);
  const told = await world.webhooks();
  expect(told.map(({ name, at: field }) => [name, field("requested_reviewer.login")])).toEqual([
    ["pull_request.review_requested", "alice"],
    ["pull_request.review_requested", "carol"],
    ["pull_request.review_request_removed", "carol"],
    ["pull_request_review.submitted", undefined],
  ]);
});

test("neither the author nor a stranger can be asked", async () => {
  const { number } = await world.open("topic", "bob");
  const ask = (login: string, reviewers: string[]) =>
    failure(world.as(login).rest.pulls.requestReviewers({ ...at, pull_number: number, reviewers }));
  expect(await ask("alice", ["bob"])).toBe("422 Review cannot be requested from pull request author.");
  expect(await ask("alice", ["nobody-at-all"])).toMatch(
    /^422 Reviews may only be requested from collaborators/,
  );
  expect(await ask("dave", ["alice"])).toMatch(/^403/);
});

test("a team is asked, and a review by one of its members answers for it", async () => {
  const { sandbox, repository } = world;
  sandbox.createTeam("acme", "ml-leads", ["alice"]);
  sandbox.createTeam("acme", "elsewhere", ["dave"]);
  sandbox.setRole(repository, "acme/ml-leads", "write");
  const { number } = await world.open("topic", "bob");
  await world.webhooks();
  const pull = { ...at, pull_number: number };
  const { rest } = world.as("bob");
  const asked = await rest.pulls.requestReviewers({ ...pull, team_reviewers: ["ml-leads"] });
  expect(asked.data.requested_teams?.map(({ slug }) => slug)).toEqual(["ml-leads"]);
  const refused = rest.pulls.requestReviewers({ ...pull, team_reviewers: ["elsewhere"] });
  expect(await failure(refused)).toMatch(/^422 Reviews may only be requested from collaborators/);
  const [told] = await world.webhooks("pull_request.review_requested");
  expect(told?.at("requested_team.slug")).toBe("ml-leads");
  await world.as("alice").rest.pulls.createReview({ ...pull, event: "APPROVE" });
  expect((await rest.pulls.listRequestedReviewers(pull)).data.teams).toEqual([]);
});
