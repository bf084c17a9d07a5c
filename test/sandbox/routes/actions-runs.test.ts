import { afterAll, beforeAll, expect, it } from "vitest";
import { changeRun, createRun } from "../../../sandbox/actions/runner/run-state.ts";
import { type ActionsWorld, startActions } from "../actions/support.ts";

let actions: ActionsWorld;
const place = { owner: "acme", repo: "churn" };

beforeAll(async () => {
  actions = await startActions({ "README.md": "# churn\n" });
  const { world } = actions.sandbox;
  const trigger = await actions.push();
  const train = { path: ".github/workflows/train.yml", name: "Train" };
  const first = createRun(world, trigger, train);
  await changeRun(world, first, { action: "completed", status: "completed", conclusion: "failure" });
  createRun(world, { ...trigger, event: "pull_request", headBranch: "feature" }, train);
  createRun(world, trigger, { path: ".github/workflows/test.yml", name: "Test" });
});

afterAll(() => actions.end());

it.each([
  [{}, ["Test 1", "Train 2", "Train 1"]],
  [{ event: "pull_request" }, ["Train 2"]],
  [{ branch: "main" }, ["Test 1", "Train 1"]],
  [{ status: "completed" as const }, ["Train 1"]],
  [{ status: "failure" as const }, ["Train 1"]],
  [{ actor: "nobody" }, []],
  [{ head_sha: "0".repeat(40) }, []],
  [{ per_page: 1, page: 2 }, ["Train 2"]],
])("lists runs newest first by %j", async (filter, expected) => {
  const { data } = await actions.octokit.rest.actions.listWorkflowRunsForRepo({ ...place, ...filter });
  expect(data.workflow_runs.map((run) => `${run.name} ${run.run_number}`)).toEqual(expected);
});

it("lists the runs of one file", async () => {
  const { data } = await actions.octokit.rest.actions.listWorkflowRuns({
    ...place,
    workflow_id: "train.yml",
  });
  expect(data.workflow_runs.map((run) => run.run_number)).toEqual([2, 1]);
});

it("knows no other repository's run, and no attempt that was not made", async () => {
  const run_id = actions.sandbox.world.state.workflowRuns[0]?.id ?? 0;
  await actions.sandbox.createRepository("acme", "other");
  const other = { owner: "acme", repo: "other", run_id };
  await expect(actions.octokit.rest.actions.getWorkflowRun(other)).rejects.toMatchObject({ status: 404 });
  await expect(
    actions.octokit.rest.actions.getWorkflowRunAttempt({ ...place, run_id, attempt_number: 2 }),
  ).rejects.toMatchObject({ status: 404 });
  const { data } = await actions.octokit.rest.actions.listJobsForWorkflowRun({ ...place, run_id });
  expect(data).toMatchObject({ total_count: 0, jobs: [] });
});
