import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { createJob, endJob } from "../../../sandbox/actions/runner/run-state.ts";
import { train, waitingRun } from "../../support/training.ts";
import { logOf, startWorkflowRegistry, type WorkflowRegistry } from "../../support/workflow-registry.ts";

const VALIDATE = ".github/workflows/validate.yml";
const WORKFLOW = `name: validate
on: pull_request
jobs:
  validate:
    runs-on: ubuntu-latest
    steps: [{ run: "true" }]
`;
const RULE = `checks: [{ name: validate, app: github-actions, workflow: ${VALIDATE} }]`;
const METRICS = 'metrics: ["candidate.auc >= 0.8"]';
const THEN = "    then: { deployment: production, dispatch: promoted }";
const MOVE = "churn 1 → production";

/** The example's policy with what the token of GitHub Actions has to be good for: its own checks, and what follows a landing. */
function demanding(file: string, text: string): string {
  return file === "pedigree.yml" ? text.replace(METRICS, `${METRICS}\n      ${RULE}\n${THEN}`) : text;
}

describe("a registry kept by a workflow, with a check by GitHub Actions and a deployment", () => {
  let kept: WorkflowRegistry;
  beforeAll(async () => {
    kept = await startWorkflowRegistry(demanding, { [VALIDATE]: WORKFLOW });
    const run = await train(kept.github, kept.github.registry, { metrics: { auc: 0.9 } });
    await kept.ended("train", run.id);
    await kept.say("alice", "churn 1", "/promote production");
    for (const login of ["bob", "carol"]) await kept.approve(login, MOVE);
  }, 60_000);
  afterAll(async () => {
    expect(kept.github.judge.violations).toEqual([]);
    await kept.close();
  });

  const job = async (name: string, path: string) => {
    const { world } = kept.github.sandbox;
    const { headSha } = kept.pullOf(MOVE);
    const change = {
      headSha,
      path,
      event: "pull_request",
      status: "completed",
      conclusion: "success",
    } as const;
    const run = await waitingRun(kept.github, kept.github.registry, change);
    endJob(world, run, { job: createJob(world, run, name, []), conclusion: "success", steps: [] });
  };

  it("waits for the check, also while the job of another workflow is called so", async () => {
    await job("validate", ".github/workflows/anything.yml");
    const result = await kept.happen("schedule", {});
    expect(result?.conclusion).toBe("success");
    expect(kept.pullOf(MOVE).mergedAt).toBeNull();
  });

  it("waits as well while a job is called as its own check, and goes on writing that one", async () => {
    await job("pedigree", ".github/workflows/anything.yml");
    expect((await kept.happen("schedule", {}))?.conclusion).toBe("success");
    expect(kept.pullOf(MOVE).mergedAt).toBeNull();
  });

  it("lands once the workflow that the policy names has succeeded, and deploys and tells of it", async () => {
    await job("validate", VALIDATE);
    const result = await kept.happen("schedule", {});
    expect(logOf(result)).toContain("churn 1 → production landed");
    expect(kept.pullOf(MOVE).mergedAt).not.toBeNull();
    expect(logOf(result)).not.toContain("to be repeated");
    expect(result?.conclusion).toBe("success");
    const { deployments } = kept.github.sandbox.world.state;
    expect(deployments.map(({ environment }) => environment)).toEqual(["production"]);
  });
});
