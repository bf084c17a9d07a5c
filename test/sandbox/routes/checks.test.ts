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
const names = async (ref: string, more: object = {}) => {
  const { data } = await world.as("alice").rest.checks.listForRef({ ...at, ref, ...more });
  expect(data.total_count).toBeGreaterThanOrEqual(data.check_runs.length);
  return data.check_runs.map(({ name }) => name);
};

test("an App writes a check run and changes it; people and other Apps may not", async () => {
  const { data } = await create({ external_id: "key-1", output: { title: "t", summary: "s" } });
  expect(data).toMatchObject({
    status: "queued",
    conclusion: null,
    external_id: "key-1",
    app: { id: world.appId, slug: "pedigree" },
    pull_requests: [{ number: pull.number }],
    output: { title: "t", summary: "s", text: null, annotations_count: 0 },
  });
  const one = { ...at, check_run_id: data.id };
  const done = await world.asApp().rest.checks.update({ ...one, conclusion: "success" });
  expect(done.data).toMatchObject({ status: "completed", conclusion: "success", external_id: "key-1" });
  const person = world.as("alice").rest.checks;
  expect(await failure(person.create({ ...at, name: "pedigree", head_sha: pull.headSha }))).toBe(
    "403 You must authenticate via a GitHub App.",
  );
  expect(await failure(actions().rest.checks.update({ ...one, conclusion: "failure" }))).toBe(
    `403 Invalid app_id \`${world.appId}\` - check run can only be modified by the GitHub App that created it.`,
  );
  expect((await person.get(one)).data.conclusion).toBe("success");
});

test("tells that it was made, that it ended, and that it is asked for again", async () => {
  const { data } = await create();
  const one = { ...at, check_run_id: data.id };
  await world.asApp().rest.checks.update({ ...one, status: "in_progress" });
  await world.asApp().rest.checks.update({ ...one, status: "completed", conclusion: "failure" });
  await world.as("bob").rest.checks.rerequestRun(one);
  const told = await world.webhooks();
  expect(
    told.map(({ name, at: field }) => [name, field("check_run.conclusion"), field("sender.login")]),
  ).toEqual([
    ["check_run.created", null, "pedigree[bot]"],
    ["check_run.completed", "failure", "pedigree[bot]"],
    ["check_run.rerequested", "failure", "bob"],
  ]);
  expect(told[0]?.at("check_run.check_suite")).toMatchObject({ head_branch: "topic", status: "queued" });
  await create({ name: "born-finished", conclusion: "success" });
  expect((await world.webhooks()).map(({ name }) => name)).toEqual([
    "check_run.created",
    "check_run.completed",
  ]);
});

test("lists the newest of each App and name, of a commit, branch or ref", async () => {
  await create({ conclusion: "failure" });
  await create({ conclusion: "success" });
  await actions().rest.checks.create({ ...at, name: "pedigree", head_sha: pull.headSha });
  await create({ name: "other", status: "in_progress" });
  expect(await names(pull.headSha)).toEqual(["other", "pedigree", "pedigree"]);
  expect(await names("topic", { filter: "all" })).toHaveLength(4);
  expect(await names("heads/topic", { check_name: "pedigree", app_id: 15368 })).toEqual(["pedigree"]);
  expect(await names("topic", { status: "completed" })).toEqual(["pedigree"]);
  expect(await names("main")).toEqual([]);
  expect(await failure(world.as("bob").rest.checks.listForRef({ ...at, ref: "nowhere" }))).toBe(
    "422 No commit found for SHA: nowhere",
  );
  const { data } = await world.as("bob").rest.pulls.get({ ...at, pull_number: pull.number });
  expect(data.mergeable_state).toBe("unstable");
});

test.each([99, 100, 101])("%i check runs come in full pages with their total", async (count) => {
  await create({ name: "check 0" });
  const { checkRuns } = world.sandbox.world.state;
  const more = checkRuns.flatMap((first) =>
    Array.from({ length: count - 1 }, (_, i) => ({
      ...first,
      id: world.sandbox.world.nextId(),
      name: `check ${i + 1}`,
    })),
  );
  checkRuns.push(...more);
  const { data } = await world
    .as("alice")
    .rest.checks.listForRef({ ...at, ref: pull.headSha, per_page: 100 });
  expect(data.total_count).toBe(count);
  expect(data.check_runs).toHaveLength(Math.min(count, 100));
  const { paginate, rest } = world.as("alice");
  const all = await paginate(rest.checks.listForRef, { ...at, ref: pull.headSha, per_page: 100 });
  expect(new Set(all.map(({ name }) => name)).size).toBe(count);
});

test("output has limits, annotations add up, buttons are kept", async () => {
  const text = "x".repeat(65_535);
  const { data } = await create({ output: { title: "t", summary: text, text } });
  expect(await failure(create({ output: { title: "t", summary: `${text}x` } }))).toBe(
    "422 Invalid request.\n\nOnly 65535 characters are allowed; 65536 were supplied.",
  );
  const annotation = {
    path: "a.ts",
    start_line: 1,
    end_line: 2,
    annotation_level: "warning" as const,
    message: "look here",
  };
  const annotate = (count: number) =>
    world.asApp().rest.checks.update({
      ...at,
      check_run_id: data.id,
      output: { summary: "s", annotations: Array.from({ length: count }, () => annotation) },
      actions: [{ label: "again", description: "run it again", identifier: "again" }],
    });
  await annotate(50);
  expect((await annotate(10)).data.output.annotations_count).toBe(60);
  expect(await failure(annotate(51))).toContain("No more than 50 items are allowed; 51 were supplied.");
  const listed = await world.as("bob").rest.checks.listAnnotations({ ...at, check_run_id: data.id });
  expect(listed.data[0]).toMatchObject({ path: "a.ts", message: "look here", start_column: null });
  expect(world.sandbox.world.state.checkRuns[0]?.actions?.[0]?.identifier).toBe("again");
  expect(await failure(create({ status: "completed" }))).toContain("422");
  expect(await failure(create({ head_sha: "0".repeat(40) }))).toContain("422 No commit found for SHA");
  world.judge.take();
});
