import { afterAll, beforeAll, expect, it } from "vitest";
import { triggerWorkflows, type WorkflowResult } from "../../sandbox/actions/runner/index.ts";
import { type ActionsWorld, startActions } from "../sandbox/actions/support.ts";
import { ownAction } from "../support/own-action.ts";

let actions: ActionsWorld;
let results: readonly WorkflowResult[];

beforeAll(async () => {
  actions = await startActions(await ownAction(".github/workflows/self-test.yml", "examples/breast-cancer"));
  results = await triggerWorkflows(actions.sandbox, { trigger: await actions.push() });
}, 60_000);
afterAll(() => actions.end());

it("runs the project's own workflow with `uses: ./` and the committed bundle", () => {
  const steps = results.flatMap(({ jobs }) => jobs).flatMap((job) => job.steps);
  expect(steps.map(({ name, conclusion }) => [name, conclusion])).toEqual([
    [expect.stringContaining("checkout"), "success"],
    ["Record a training with the committed bundle", "success"],
    ["The run has an id", "success"],
    ["Post Pedigree", "success"],
    [expect.stringContaining("checkout"), "success"],
    ["Record this job with the committed bundle", "success"],
    ["Train", "success"],
    ["The recorder answers", "success"],
    ["Post Pedigree", "success"],
  ]);
  const recorded = steps.find(({ name }) => name.startsWith("Record"));
  expect(recorded?.outputs["run-id"]).toMatch(/^[0-9a-f]{32}$/);
  expect(recorded?.outputs["artifact-digest"]).toMatch(/^(sha256:)?[0-9a-f]{64}$/);
  expect(Object.keys(JSON.parse(recorded?.outputs.metrics ?? "{}"))).toEqual(
    expect.arrayContaining(["auc", "accuracy", "log_loss", "sensitivity"]),
  );
  expect(recorded?.summary).toContain("self-test");
  expect(steps.at(-1)?.summary).toContain("auc");
});

it("uploads one artifact for each job, and GitHub's schema has nothing to say", async () => {
  const { data } = await actions.octokit.actions.listArtifactsForRepo({ owner: "acme", repo: "churn" });
  expect(data.artifacts.map(({ name }) => name)).toEqual([
    "pedigree-run.self-test-job",
    "pedigree-run.self-test",
  ]);
  expect(actions.judge.violations).toEqual([]);
});
