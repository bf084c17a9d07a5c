import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { Repository } from "../../sandbox/state/entities.ts";
import { type AppWorld, startAppWorld } from "../support/running-app.ts";
import { secondsLater } from "../support/seconds-later.ts";
import { createTrainingRepository, train } from "../support/training.ts";

const AT = { owner: "acme", repo: "registry" };
const STAGES = "models/churn/stages.json";

describe("moves beyond promotion, on a GitHub", () => {
  let world: AppWorld;
  let churn: Repository;
  beforeAll(async () => {
    world = await startAppWorld();
    churn = await createTrainingRepository(world.github);
    await world.settle();
    for (const auc of [0.9, 0.95]) {
      await train(world.github, churn, { metrics: { auc } });
      await world.settle();
    }
    for (const version of ["churn 1", "churn 2"]) {
      await say("alice", version, "/promote production");
      await approve(`${version} → production`, "bob", "carol");
    }
  }, 120_000);
  afterAll(async () => {
    expect(world.github.judge.violations).toEqual([]);
    await world.close();
  });

  const say = async (login: string, title: string, body: string) => {
    const { rest } = world.github.as(login);
    await rest.issues.createComment({ ...AT, issue_number: world.pullOf(title).number, body });
    await world.settle();
  };
  const approve = async (title: string, ...logins: readonly string[]) => {
    const place = { ...AT, pull_number: world.pullOf(title).number };
    for (const login of logins)
      await world.github.as(login).rest.pulls.createReview({ ...place, event: "APPROVE" });
    await world.settle();
  };
  const lastComment = async (title: string) => {
    const { rest } = world.github.as("bob");
    const { data } = await rest.issues.listComments({ ...AT, issue_number: world.pullOf(title).number });
    return data.at(-1)?.body ?? "";
  };
  const file = async (path: string) => {
    const { data } = await world.github.as("bob").rest.repos.getContent({ ...AT, path });
    if (!("content" in data)) throw new Error(path);
    return { sha: data.sha, json: JSON.parse(Buffer.from(data.content, "base64").toString()) };
  };
  const stages = async () => (await file(STAGES)).json;

  it("rolls back to the last holder with one approval", async () => {
    expect(await stages()).toMatchObject({ holders: { production: [2], archived: [1] } });
    await say("alice", "churn 2", "/rollback production");
    await approve("churn 1 → production (rollback)", "bob");
    expect(await stages()).toMatchObject({ holders: { production: [1], archived: [2] } });
  });

  it("freezes, explains who did, and lands an override all the same", async () => {
    await say("carol", "churn 1", "/freeze the audit is not over yet");
    await say("alice", "churn 2", "/promote production");
    const move = "churn 2 → production";
    await approve(move, "bob", "carol");
    expect(world.pullOf(move).mergedAt).toBeNull();
    await say("dave", move, "/explain");
    expect(await lastComment(move)).toContain("the audit is not over yet");
    await say("dave", move, "/override I would like it to land");
    expect(world.pullOf(move).mergedAt).toBeNull();
    await say("bob", move, "/override the old one fails on every request");
    expect(world.pullOf(move).mergedAt).not.toBeNull();
    expect(await stages()).toMatchObject({
      holders: { production: [2] },
      frozen: { by: { login: "carol" } },
    });
    const { data } = await world.github
      .as("bob")
      .rest.checks.listForRef({ ...AT, ref: world.pullOf(move).headSha, check_name: "pedigree" });
    expect(data.check_runs[0]).toMatchObject({ conclusion: "failure" });
    expect(data.check_runs[0]?.output.title).toContain("Overridden by bob");
    await say("bob", "churn 1", "/unfreeze");
    expect((await stages()).frozen).toBeUndefined();
  });

  it("A21: puts a change by hand back, and stops the model until it is acknowledged", async () => {
    const { sha, json } = await file(STAGES);
    const forged = { ...json, holders: { production: [1] } };
    await world.github.as("bob").rest.repos.createOrUpdateFileContents({
      ...AT,
      path: STAGES,
      sha,
      message: "Put it right",
      content: Buffer.from(JSON.stringify(forged)).toString("base64"),
    });
    await world.settle();
    expect(await stages()).toMatchObject({ holders: { production: [2] }, ungoverned: {} });
    await say("alice", "churn 1", "/promote production");
    await approve("churn 1 → production", "bob", "carol");
    expect(world.pullOf("churn 1 → production").mergedAt).toBeNull();
    secondsLater(world.github.sandbox);
    await say("carol", "churn 1", "/acknowledge bob did not know better");
    expect(world.pullOf("churn 1 → production").mergedAt).not.toBeNull();
    expect(await stages()).toMatchObject({ holders: { production: [1] } });
  });
});
