import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { Repository } from "../../sandbox/state/entities.ts";
import { type AppWorld, POLICY, startAppWorld } from "../support/running-app.ts";
import { createTrainingRepository, train } from "../support/training.ts";

const AT = { owner: "acme", repo: "registry" };
const ONE = POLICY.replace("count: 2", "count: 1");

describe("on GitHub", () => {
  let world: AppWorld;
  let churn: Repository;
  beforeAll(async () => {
    world = await startAppWorld({}, ONE);
    churn = await createTrainingRepository(world.github);
    for (const _ of ["churn 1", "churn 2"]) {
      await train(world.github, churn, { metrics: { auc: 0.9 } });
      await world.settle();
    }
  }, 60_000);
  afterAll(async () => {
    expect(world.github.judge.violations).toEqual([]);
    await world.close();
  });

  const ask = async (version: string) => {
    const place = { ...AT, issue_number: world.pullOf(version).number };
    await world.github.as("alice").rest.issues.createComment({ ...place, body: "/promote production" });
    await world.settle();
    return world.pullOf(`${version} → production`);
  };
  const review = async (login: string, number: number, event: "APPROVE" | "REQUEST_CHANGES") => {
    const { data } = await world.github
      .as(login)
      .rest.pulls.createReview({ ...AT, pull_number: number, event, body: "seen" });
    await world.settle();
    return data.id;
  };
  const dismiss = async (login: string, number: number, reviewId: number) => {
    const place = { ...AT, pull_number: number, review_id: reviewId };
    await world.github.as(login).rest.pulls.dismissReview({ ...place, message: "not now" });
    await world.settle();
  };

  it("A15 whoever asked cannot dismiss the objection, and somebody without a part in it can", async () => {
    const move = await ask("churn 1");
    const objection = await review("carol", move.number, "REQUEST_CHANGES");
    await review("bob", move.number, "APPROVE");
    await dismiss("alice", move.number, objection);
    expect(move.mergedAt).toBeNull();
    const again = await review("carol", move.number, "REQUEST_CHANGES");
    await dismiss("bob", move.number, again);
    expect(move.mergedAt).not.toBeNull();
  });

  it("A11 a commit in somebody else's name is its pusher's: who pushed it cannot approve it", async () => {
    const move = await ask("churn 2");
    const { rest } = world.github.as("bob");
    const { data: parent } = await rest.git.getCommit({ ...AT, commit_sha: move.headSha });
    const card = {
      path: "models/churn/versions/2/card.md",
      mode: "100644",
      type: "blob",
      content: "# mine\n",
    } as const;
    const { data: tree } = await rest.git.createTree({ ...AT, base_tree: parent.tree.sha, tree: [card] });
    const dave = { name: "dave", email: "dave@users.noreply.github.com", date: "2001-01-01T00:00:00Z" };
    const { data: commit } = await rest.git.createCommit({
      ...AT,
      message: "Write the card",
      tree: tree.sha,
      parents: [move.headSha],
      author: dave,
      committer: dave,
    });
    await rest.git.updateRef({ ...AT, ref: `heads/${move.headBranch}`, sha: commit.sha });
    await world.settle();
    expect(move.headSha).toBe(commit.sha);
    await review("bob", move.number, "APPROVE");
    expect(move.mergedAt).toBeNull();
    await review("carol", move.number, "APPROVE");
    await review("carol", move.number, "APPROVE");
    const { data } = await rest.checks.listForRef({ ...AT, ref: commit.sha, app_id: world.github.app.id });
    expect(data.check_runs[0]?.output.summary).toContain("bob");
  });
});
