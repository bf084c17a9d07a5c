import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { train } from "../../support/training.ts";
import { logOf, startWorkflowRegistry, type WorkflowRegistry } from "../../support/workflow-registry.ts";

const AT = { owner: "acme", repo: "registry" };

describe("a registry kept by a workflow", () => {
  let kept: WorkflowRegistry;
  beforeAll(async () => {
    kept = await startWorkflowRegistry();
  }, 60_000);
  afterAll(async () => {
    expect(kept.github.judge.violations).toEqual([]);
    await kept.close();
  });

  it("registers what a training workflow of the repository made", async () => {
    const run = await train(kept.github, kept.github.registry, { metrics: { auc: 0.9 } });
    const result = await kept.ended("train", run.id);
    expect(logOf(result)).toContain("churn 1 asks to be registered");
    expect(result?.conclusion).toBe("success");
    expect(kept.pullOf("churn 1").mergedAt).not.toBeNull();
  });

  it("says in its check that others could forge it", async () => {
    await kept.say("alice", "churn 1", "/promote production");
    const { headSha } = kept.pullOf("churn 1 → production");
    const { data } = await kept.github.as("bob").rest.checks.listForRef({ ...AT, ref: headSha });
    expect(data.check_runs.map(({ name, app }) => [name, app?.slug])).toEqual([
      ["pedigree", "github-actions"],
    ]);
    expect(data.check_runs[0]?.output.summary).toContain("GitHub Actions");
  });

  it("shows no buttons, since GitHub tells no workflow that one was pressed", () => {
    const { headSha } = kept.pullOf("churn 1 → production");
    const checks = kept.github.sandbox.world.state.checkRuns.filter((run) => run.headSha === headSha);
    expect(checks.map(({ actions }) => actions)).toEqual([[]]);
  });

  it("lands a move when two people have approved it, and not before", async () => {
    await kept.approve("bob", "churn 1 → production");
    expect(kept.pullOf("churn 1 → production").mergedAt).toBeNull();
    await kept.approve("carol", "churn 1 → production");
    expect(kept.pullOf("churn 1 → production").mergedAt).not.toBeNull();
  });

  it("does nothing when there is nothing to do", async () => {
    const tip = () => kept.github.sandbox.world.git(kept.github.registry).ref("refs/heads/main");
    const before = await tip();
    const result = await kept.happen("schedule", {});
    expect(logOf(result)).toContain("Nothing was to be done.");
    expect(await tip()).toBe(before);
  });
});
