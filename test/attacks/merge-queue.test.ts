import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { type AppWorld, startAppWorld } from "../support/running-app.ts";
import { createTrainingRepository, train } from "../support/training.ts";

const AT = { owner: "acme", repo: "registry" };

describe("a merge queue", () => {
  let world: AppWorld;
  beforeAll(async () => {
    world = await startAppWorld();
    const { github } = world;
    await train(github, await createTrainingRepository(github), { metrics: { auc: 0.9 } });
    await world.settle();
    await github
      .as("alice")
      .rest.issues.createComment({ ...AT, issue_number: 1, body: "/promote production" });
    await world.settle();
  });
  afterAll(() => world.close());

  async function group(base: string): Promise<string> {
    const { git } = world.github.as("alice").rest;
    const { data: tip } = await git.getRef({ ...AT, ref: "heads/main" });
    const { data: commit } = await git.getCommit({ ...AT, commit_sha: tip.object.sha });
    const parents = [tip.object.sha];
    const { data: made } = await git.createCommit({ ...AT, message: base, tree: commit.tree.sha, parents });
    const ref = `refs/heads/gh-readonly-queue/${base}/pr-2-${tip.object.sha}`;
    await git.createRef({ ...AT, ref, sha: made.sha });
    await world.settle();
    return made.sha;
  }
  const checksOn = (sha: string) =>
    world.github.sandbox.world.state.checkRuns.filter(({ headSha }) => headSha === sha);

  it("B10 gets a failure on the head of each of its groups, with the reason", async () => {
    const head = await group("main");
    expect(checksOn(head)).toMatchObject([
      { name: "pedigree", appId: world.github.app.id, conclusion: "failure" },
    ]);
    expect(checksOn(head)[0]?.output.summary).toContain("Take the merge queue off the registry branch");
    expect(world.github.judge.violations).toEqual([]);
  });

  it("B10 gets no answer for another branch", async () => {
    expect(checksOn(await group("other"))).toEqual([]);
  });

  it("B10 cannot be faked to redden a commit that is judged elsewhere", async () => {
    const { state } = world.github.sandbox.world;
    const head = state.pulls.find(({ title }) => title === "churn 1 → production")?.headSha ?? "";
    const before = structuredClone(checksOn(head));
    expect(before).toHaveLength(1);
    const ref = `refs/heads/gh-readonly-queue/main/pr-2-${head}`;
    await world.github.as("alice").rest.git.createRef({ ...AT, ref, sha: head });
    await world.settle();
    expect(checksOn(head)).toEqual(before);
  });
});
