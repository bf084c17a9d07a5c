import { afterEach, beforeEach, expect, test } from "vitest";
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

const set = (context: string, state: "error" | "failure" | "pending" | "success", login = "bob") =>
  world.as(login).rest.repos.createCommitStatus({ ...at, sha: pull.headSha, context, state });

test("the newest status of each context makes the combined state", async () => {
  const { repos } = world.as("alice").rest;
  const combined = async () => (await repos.getCombinedStatusForRef({ ...at, ref: "topic" })).data;
  expect(await combined()).toMatchObject({ state: "pending", total_count: 0 });
  await set("a", "failure");
  await set("b", "success");
  expect((await combined()).state).toBe("failure");
  await set("a", "pending");
  expect((await combined()).state).toBe("pending");
  await set("a", "success");
  expect(await combined()).toMatchObject({ state: "success", total_count: 2, sha: pull.headSha });
  const all = await repos.listCommitStatusesForRef({ ...at, ref: pull.headSha });
  expect(all.data.map(({ context, state }) => `${context} ${state}`)).toEqual([
    "a success",
    "a pending",
    "b success",
    "a failure",
  ]);
});

test("a status is told with its commit and the branches that hold it", async () => {
  await world
    .asApp()
    .rest.repos.createCommitStatus({ ...at, sha: pull.headSha, state: "success", description: "fine" });
  const [status] = await world.webhooks();
  expect(status?.name).toBe("status");
  expect(status?.body).toMatchObject({
    sha: pull.headSha,
    context: "default",
    state: "success",
    description: "fine",
    branches: [{ name: "topic" }],
    commit: { author: { login: "bob" } },
    sender: { login: "pedigree[bot]" },
  });
});

test("only those who can push set statuses, on commits that exist, in short words", async () => {
  expect(await failure(set("a", "success", "carol"))).toMatch(/^403/);
  const { repos } = world.as("bob").rest;
  const nowhere = repos.createCommitStatus({ ...at, sha: "0".repeat(40), state: "success" });
  expect(await failure(nowhere)).toMatch(/^422 No commit found for SHA/);
  const long = { ...at, sha: pull.headSha, state: "success" as const, description: "x".repeat(141) };
  expect(await failure(repos.createCommitStatus(long))).toContain("too long (maximum is 140 characters)");
});
