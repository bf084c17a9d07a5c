import { Octokit } from "@octokit/rest";
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

const create = (more: object = {}) =>
  world.asApp().rest.checks.create({ ...at, name: "pedigree", head_sha: pull.headSha, ...more });
const actions = () =>
  new Octokit({
    baseUrl: world.sandbox.baseUrl,
    auth: world.sandbox.createActionsToken(world.repository, { checks: "write", contents: "read" }),
    log: { debug() {}, info() {}, warn() {}, error() {} },
  });
test("the runs of one App on one commit are a suite", async () => {
  const first = await create({ conclusion: "success" });
  await create({ name: "second", conclusion: "failure" });
  await actions().rest.checks.create({ ...at, name: "job", head_sha: pull.headSha });
  const { checks } = world.as("alice").rest;
  const suites = await checks.listSuitesForRef({ ...at, ref: pull.headSha });
  expect(suites.data.check_suites.map(({ app, conclusion }) => [app?.slug, conclusion])).toEqual([
    ["pedigree", "failure"],
    ["github-actions", null],
  ]);
  const check_suite_id = first.data.check_suite?.id ?? 0;
  const suite = await checks.getSuite({ ...at, check_suite_id });
  expect(suite.data).toMatchObject({
    status: "completed",
    latest_check_runs_count: 2,
    head_sha: pull.headSha,
  });
  const runs = await checks.listForSuite({ ...at, check_suite_id });
  expect(runs.data.check_runs.map(({ name }) => name)).toEqual(["second", "pedigree"]);
  expect(await failure(checks.getSuite({ ...at, check_suite_id: 1 }))).toBe("404 Not Found");
});
