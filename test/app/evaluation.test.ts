import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { Repository } from "../../sandbox/state/entities.ts";
import { type AppWorld, POLICY, startAppWorld } from "../support/running-app.ts";
import { createTrainingRepository, train } from "../support/training.ts";

const AT = { owner: "acme", repo: "registry" };

describe("an evaluation", () => {
  let world: AppWorld;
  let churn: Repository;
  let move: number;
  beforeAll(async () => {
    world = await startAppWorld();
    churn = await createTrainingRepository(world.github);
    await train(world.github, churn, { metrics: { auc: 0.9 } });
    await world.settle();
    const home = pullOf("churn 1");
    await world.github
      .as("alice")
      .rest.issues.createComment({ ...AT, issue_number: home.number, body: "/promote production" });
    await world.settle();
    move = pullOf("churn 1 → production").number;
  });
  afterAll(() => world.close());

  function pullOf(title: string) {
    const pull = world.github.sandbox.world.state.pulls.findLast((candidate) => candidate.title === title);
    if (pull === undefined) throw new Error(`no pull request "${title}"; ${world.lines.join("\n")}`);
    return pull;
  }
  const review = (login: string, event: "APPROVE" | "COMMENT", commit?: string) =>
    world.github.as(login).rest.pulls.createReview({
      ...AT,
      pull_number: move,
      event,
      body: "seen",
      ...(commit === undefined ? {} : { commit_id: commit }),
    });
  const pushOnto = async (branch: string, text: string) => {
    const path = "models/churn/versions/1/card.md";
    const bob = world.github.as("bob").rest;
    const { data } = await bob.repos.getContent({ ...AT, path, ref: branch });
    await bob.repos.createOrUpdateFileContents({
      ...AT,
      path,
      branch,
      message: "write the card",
      content: Buffer.from(text).toString("base64"),
      ...("sha" in data ? { sha: data.sha } : {}),
    });
  };

  it("costs at most 8 reads and no write when nothing changed", async () => {
    await review("bob", "COMMENT");
    await world.settle();
    world.requests.length = 0;
    await review("bob", "COMMENT");
    await world.settle();
    expect(world.requests.filter((request) => !request.startsWith("GET "))).toEqual([]);
    expect(world.requests.length).toBeGreaterThan(0);
    expect(world.requests.length).toBeLessThanOrEqual(8);
  });

  it("does not count an approval of an older commit, and a push closes the gate again", async () => {
    await review("carol", "APPROVE");
    await world.settle();
    const before = pullOf("churn 1 → production").headSha;
    await pushOnto(pullOf("churn 1 → production").headBranch, "# churn\n\nA better card.\n");
    await world.settle();
    expect(pullOf("churn 1 → production").headSha).not.toBe(before);
    await review("bob", "APPROVE", before);
    await world.settle();
    expect(pullOf("churn 1 → production").mergedAt).toBeNull();
  });

  it("is harmless when a delivery is repeated", async () => {
    const { state } = world.github.sandbox.world;
    const delivery = state.deliveries.findLast(({ event }) => event === "pull_request_review");
    world.requests.length = 0;
    await world.github.asApp().rest.apps.redeliverWebhookDelivery({ delivery_id: delivery?.id ?? 0 });
    await world.settle();
    expect(state.deliveries.at(-1)).toMatchObject({ guid: delivery?.guid, redelivery: true, status: 202 });
    expect(world.requests).toEqual([]);
  });
});

describe("an evaluation with three reviewers", () => {
  const three = POLICY.replace("count: 2", "count: 3");
  it.each([
    ["from a team", three],
    ["from whoever may write", three.replace(", from: [{ team: acme/ml-leads }]", "")],
  ])("costs at most 8 reads after each approval, %s", async (_, policy) => {
    const world = await startAppWorld({}, policy);
    const churn = await createTrainingRepository(world.github);
    await train(world.github, churn, { metrics: { auc: 0.9 } });
    await world.settle();
    const alice = world.github.as("alice").rest;
    await alice.issues.createComment({ ...AT, issue_number: 1, body: "/promote production" });
    await world.settle();
    const reads: number[] = [];
    for (const login of ["bob", "carol", "dave"]) {
      world.requests.length = 0;
      await world.github
        .as(login)
        .rest.pulls.createReview({ ...AT, pull_number: 2, event: "APPROVE", body: "seen" });
      await world.settle();
      reads.push(world.requests.filter((request) => request.startsWith("GET ")).length);
    }
    const { violations } = world.github.judge;
    await world.close();
    expect(violations).toEqual([]);
    expect(Math.min(...reads)).toBeGreaterThan(0);
    expect(Math.max(...reads)).toBeLessThanOrEqual(8);
  });
});

describe("without any webhook", () => {
  it("the reconciler registers, takes requests and lands", async () => {
    const world = await startAppWorld({ webhookPath: "/elsewhere" });
    const churn = await createTrainingRepository(world.github);
    const titles = () => world.github.sandbox.world.state.pulls.map(({ title }) => title);
    const pass = async () => {
      await world.app.reconcile();
      await world.settle();
    };
    await train(world.github, churn, { metrics: { auc: 0.9 } });
    await pass();
    await pass();
    expect(titles()).toEqual(["churn 1"]);
    const home = world.github.sandbox.world.state.pulls[0];
    expect(home?.mergedAt).not.toBeNull();
    await world.github
      .as("alice")
      .rest.issues.addLabels({ ...AT, issue_number: home?.number ?? 0, labels: ["stage: production"] });
    await pass();
    const labels = world.github.sandbox.world.state.labels;
    expect(home?.labelIds.map((id) => labels.find((label) => label.id === id)?.name)).toEqual([
      "stage: development",
    ]);
    await world.close();
  });
});
