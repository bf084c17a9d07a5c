import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { Repository } from "../../sandbox/state/entities.ts";
import { type AppWorld, startAppWorld } from "../support/running-app.ts";
import { createTrainingRepository, train } from "../support/training.ts";

const AT = { owner: "acme", repo: "registry" };

describe("the App on a GitHub", () => {
  let world: AppWorld;
  let churn: Repository;
  beforeAll(async () => {
    world = await startAppWorld();
    churn = await createTrainingRepository(world.github);
    await world.settle();
  });
  afterAll(() => world.close());

  const labels = async (title: string) => {
    const { data } = await world.github
      .as("bob")
      .rest.pulls.get({ ...AT, pull_number: world.pullOf(title).number });
    return data.labels.map((label) => label.name);
  };
  const file = async (path: string) => {
    const { data } = await world.github.as("bob").rest.repos.getContent({ ...AT, path });
    return "content" in data ? JSON.parse(Buffer.from(data.content, "base64").toString()) : undefined;
  };
  const check = async (title: string) => {
    const { data } = await world.github
      .as("bob")
      .rest.checks.listForRef({ ...AT, ref: world.pullOf(title).headSha, check_name: "pedigree" });
    return data.check_runs[0];
  };
  const approve = (login: string, title: string) =>
    world.github
      .as(login)
      .rest.pulls.createReview({ ...AT, pull_number: world.pullOf(title).number, event: "APPROVE" });
  const label = (login: string, title: string, name: string) =>
    world.github
      .as(login)
      .rest.issues.addLabels({ ...AT, issue_number: world.pullOf(title).number, labels: [name] });

  it("registers a version when a training run ends", async () => {
    await train(world.github, churn, { metrics: { auc: 0.9 } });
    await world.settle();
    expect(world.pullOf("churn 1").mergedAt).not.toBeNull();
    expect(await labels("churn 1")).toEqual(["stage: development"]);
    expect(await file("models/churn/stages.json")).toMatchObject({
      holders: { development: [1] },
      versions: { "1": { stage: "development", pull: world.pullOf("churn 1").number } },
    });
  });

  it("takes a label put on by hand for a request", async () => {
    await label("alice", "churn 1", "stage: production");
    await world.settle();
    expect(await labels("churn 1")).toEqual(["stage: development"]);
    expect(world.pullOf("churn 1 → production").mergedAt).toBeNull();
    expect((await check("churn 1 → production"))?.conclusion ?? null).not.toBe("success");
  });

  it("lands the promotion after the second approval", async () => {
    await approve("bob", "churn 1 → production");
    await world.settle();
    expect(world.pullOf("churn 1 → production").mergedAt).toBeNull();
    await approve("carol", "churn 1 → production");
    await world.settle();
    expect(world.pullOf("churn 1 → production").mergedAt).not.toBeNull();
    expect(await labels("churn 1")).toEqual(["stage: production"]);
    expect(await file("models/churn/stages.json")).toMatchObject({ holders: { production: [1] } });
  });

  it("refuses a command by somebody who may not ask", async () => {
    await world.github.as("dave").rest.issues.createComment({
      ...AT,
      issue_number: world.pullOf("churn 1").number,
      body: "/archive",
    });
    await world.settle();
    expect(world.lines.join("\n")).toContain("ACCESS_DENIED");
  });

  it("displaces the holder when a second version is promoted by a comment", async () => {
    await train(world.github, churn, { metrics: { auc: 0.95 } });
    await world.settle();
    await world.github.as("alice").rest.issues.createComment({
      ...AT,
      issue_number: world.pullOf("churn 2").number,
      body: "/promote production",
    });
    await world.settle();
    await approve("bob", "churn 2 → production");
    await approve("carol", "churn 2 → production");
    await world.settle();
    expect(await labels("churn 1")).toEqual(["stage: archived"]);
    expect(await labels("churn 2")).toEqual(["stage: production"]);
    expect(await file("models/churn/stages.json")).toMatchObject({
      holders: { production: [2], archived: [1] },
    });
  });

  it("does nothing when everything is delivered again", async () => {
    const tip = await world.github.sandbox.world.git(world.github.registry).ref("refs/heads/main");
    await world.restart();
    await world.settle();
    const writes = () => world.requests.filter((request) => !request.startsWith("GET "));
    world.requests.length = 0;
    await world.app.reconcile();
    await world.settle();
    expect(writes()).toEqual([]);
    expect(await world.github.sandbox.world.git(world.github.registry).ref("refs/heads/main")).toBe(tip);
  });
});
