import { afterEach, describe, expect, it } from "vitest";
import { digestOfText } from "../../core/canonical.ts";
import type { CommitSha } from "../../core/names.ts";
import { answerComment, type Comment } from "../../usecases/answer-comment.ts";
import { evaluatePull } from "../../usecases/evaluate-pull.ts";
import { reconcile } from "../../usecases/reconcile.ts";
import { startMemoryApp } from "../support/memory-app.ts";
import { asked, registered, written } from "../support/registry-play.ts";
import { ada, grace, mary, POLICY, RegistryWorld } from "../support/registry-world.ts";
import { type AppWorld, startAppWorld } from "../support/running-app.ts";
import { createTrainingRepository, train } from "../support/training.ts";

const GOVERNED = POLICY.replace("access:", "access:\n  override: [{ user: grace }, { user: mary }]");
const STAGES = "models/churn/stages.json";
const RUN = "models/churn/versions/1/run.json";
const HOUR = 3_600_000;

/** The same comment, as if it had been written so much earlier. */
function earlier(comment: Comment, milliseconds: number): Comment {
  const at = new Date(Date.parse(comment.question.at) - milliseconds).toISOString();
  return { ...comment, question: { ...comment.question, at } };
}

/** A move of churn 1 that was judged and lacks its approvals. */
async function judged() {
  const world = new RegistryWorld(GOVERNED);
  const home = await registered(world, 1);
  const move = await asked(world, home);
  await evaluatePull(world.ports, move);
  const says = (body: string, sender = grace) => written(world, { pull: move, body, sender });
  const hears = (comment: Comment) => answerComment(world.ports, comment);
  return { world, home, move, says, hears };
}

describe("a word that is heard late", () => {
  it("C4 overrides nothing after an hour, is answered once, and holds when it is said again", async () => {
    const { world, move, says, hears } = await judged();
    const word = "/override it fails on every request";
    const late = earlier(says(word), HOUR + 60_000);
    const before = world.pulls.comments(move).length;
    expect(await hears(late)).toMatchObject({ kind: "refused", code: "MOVE_REFUSED" });
    expect((await hears(late)).kind).toBe("nothing");
    expect(world.stages().holders).toEqual({ development: [1] });
    const [answer = "", ...more] = world.pulls.comments(move).slice(before);
    expect(more).toEqual([]);
    expect(answer).toContain(late.question.at);
    expect(answer).toContain("say it again if it still holds");
    expect((await hears(earlier(says(word), HOUR - 60_000))).kind).toBe("overridden");
    expect((await hears(late)).kind).toBe("nothing");
  });

  it("C4 lifts no freeze and acknowledges nothing after an hour, and still freezes", async () => {
    const { world, says, hears } = await judged();
    expect(await hears(earlier(says("/freeze waiting for the audit"), 3 * 24 * HOUR))).toMatchObject({
      note: "frozen",
    });
    const thaw = earlier(says("/unfreeze"), HOUR + 60_000);
    expect(await hears(thaw)).toMatchObject({ reason: expect.stringContaining("more than an hour ago") });
    expect(world.stages().frozen).toBeDefined();
    world.repository.push("main", { [STAGES]: "{}" }, ada);
    await reconcile(world.ports);
    const seen = earlier(says("/acknowledge we looked into it"), HOUR + 60_000);
    expect(await hears(seen)).toMatchObject({ reason: expect.stringContaining("more than an hour ago") });
    expect(world.stages().ungoverned).toBeDefined();
  });

  it("C4 lifts no freeze that was said after it", async () => {
    const { world, says, hears } = await judged();
    await hears(says("/freeze waiting for the audit"));
    const lost = says("/unfreeze");
    expect(await hears(says("/freeze it is worse than we thought", mary))).toMatchObject({ note: "frozen" });
    expect(world.stages().frozen).toMatchObject({ by: mary, reason: "it is worse than we thought" });
    expect(await hears(lost)).toMatchObject({ kind: "refused", reason: expect.stringContaining("mary") });
    expect(world.stages().frozen).toMatchObject({ by: mary });
    expect(await hears(says("/unfreeze"))).toMatchObject({ note: "unfrozen" });
  });

  it("C4 lifts no freeze though an older one is heard last", async () => {
    const { world, says, hears } = await judged();
    const first = says("/freeze waiting for the audit");
    const thaw = says("/unfreeze");
    await hears(says("/freeze it is worse than we thought", mary));
    await hears(first);
    expect(world.stages().frozen?.reason).toBe("it is worse than we thought");
    expect((await hears(thaw)).kind).toBe("refused");
  });

  it("C2 freezes once though its answer was lost", async () => {
    const { world, move, says, hears } = await judged();
    const freeze = says("/freeze waiting for the audit");
    const comment = async () => Promise.reject(new Error("the App dies"));
    const pulls = Object.assign(Object.create(world.pulls), { comment });
    await expect(answerComment({ ...world.ports, pulls }, freeze)).rejects.toThrow("dies");
    expect(world.stages()).toMatchObject({ sequence: 2, frozen: { by: grace } });
    await hears(freeze);
    expect(world.stages().sequence).toBe(2);
    expect(world.pulls.comments(move).at(-1)).toContain("waiting for the audit");
    expect((await hears(freeze)).kind).toBe("nothing");
  });

  it("C4 is told from when GitHub says it was written, whatever the webhook brings", async () => {
    const { world, move } = await judged();
    const app = startMemoryApp(new Map([["acme/registry", world]]));
    const body = "/override it fails on every request";
    const createdAt = new Date(Date.parse(world.now()) - 3 * 24 * HOUR).toISOString();
    app.comments.set(9, { id: 9, pull: move, body, author: grace, createdAt });
    const job = {
      kind: "command",
      repository: "acme/registry",
      comment: 9,
      text: digestOfText(body),
    } as const;
    await app.jobs.perform(job);
    expect((await world.pulls.get(move)).merged).toBe(false);
    expect(world.pulls.comments(move).at(-1)).toContain("more than an hour ago");
  });
});

describe("an acknowledgement", () => {
  it("A21 does not cover a change that was found after it was written", async () => {
    const { world, says, hears } = await judged();
    world.repository.push("main", { [STAGES]: "{}" }, ada);
    await reconcile(world.ports);
    const late = says("/acknowledge we looked into it");
    world.repository.push("main", { [RUN]: "{}" }, ada);
    await reconcile(world.ports);
    expect(await hears(late)).toMatchObject({
      kind: "refused",
      reason: expect.stringContaining("nobody can acknowledge what nobody has seen yet"),
    });
    expect(world.stages().ungoverned?.commits).toHaveLength(2);
    expect(await hears(says("/acknowledge we looked into both"))).toMatchObject({ note: "acknowledged" });
  });

  it("A21 does not cover what was found in the very second of its writing", async () => {
    const { world, says, hears } = await judged();
    world.repository.push("main", { [STAGES]: "{}" }, ada);
    await reconcile(world.ports);
    const path = world.files().find((name) => name.endsWith("-observed.json")) ?? "";
    const { at } = JSON.parse(world.repository.text(world.repository.head("main"), path) ?? "{}");
    const comment = says("/acknowledge we looked into it");
    const within = { ...comment, question: { ...comment.question, at } };
    expect((await hears(within)).kind).toBe("refused");
  });

  it("A21 does not cover a change that comes while it is landing, whatever the clocks say", async () => {
    const { world, says } = await judged();
    world.repository.push("main", { [STAGES]: "{}" }, ada);
    await reconcile(world.ports);
    const comment = says("/acknowledge we looked into it");
    // By a clock that is ahead the comment is younger than all that is observed meanwhile.
    const question = { ...comment.question, at: "2026-01-31T12:50:00Z" };
    let races = 0;
    const advance = async (commit: CommitSha) => {
      races += 1;
      if (races === 1) world.repository.push("main", { [RUN]: "{}" }, ada);
      return world.repository.advance(commit);
    };
    const repository = Object.assign(Object.create(world.repository), { advance });
    const outcome = await answerComment({ ...world.ports, repository }, { ...comment, question });
    expect(outcome).toMatchObject({
      kind: "refused",
      reason: expect.stringContaining("nobody has seen yet"),
    });
    expect(world.stages().ungoverned?.commits).toHaveLength(2);
  });
});

describe("on GitHub", () => {
  let world: AppWorld | undefined;
  afterEach(async () => {
    await world?.close();
    world = undefined;
  });

  it("C4 an override of three days ago lands nothing when its webhook comes again", async () => {
    const running = await startAppWorld();
    world = running;
    const at = { owner: "acme", repo: "registry" };
    const { state } = running.github.sandbox.world;
    const say = async (login: string, title: string, body: string) => {
      const issue = { ...at, issue_number: running.pullOf(title).number };
      const { data } = await running.github.as(login).rest.issues.createComment({ ...issue, body });
      return state.comments.find(({ id }) => id === data.id);
    };
    await train(running.github, await createTrainingRepository(running.github), { metrics: { auc: 0.9 } });
    await running.settle();
    await say("alice", "churn 1", "/promote production");
    await running.settle();
    const move = "churn 1 → production";
    const late = await say("bob", move, "/override the old one fails on every request");
    if (late === undefined) throw new Error("no comment");
    const createdAt = new Date(Date.now() - 3 * 24 * HOUR).toISOString().replace(/\.\d+Z$/, "Z");
    Object.assign(late, { createdAt, updatedAt: createdAt });
    await running.settle();
    expect(running.pullOf(move).mergedAt).toBeNull();
    const answers = () => state.comments.filter(({ body }) => body.includes("more than an hour ago"));
    expect(answers()).toHaveLength(1);
    await say("bob", move, "/override the old one fails on every request");
    await running.settle();
    expect(running.pullOf(move).mergedAt).not.toBeNull();
    expect(answers()).toHaveLength(1);
    expect(running.github.judge.violations).toEqual([]);
  }, 60_000);
});
