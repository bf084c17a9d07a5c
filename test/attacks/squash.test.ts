import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { canonicalJson, digestOf } from "../../core/canonical.ts";
import { type Stages, stagesSchema } from "../../core/registry/stages.ts";
import { type AppWorld, startAppWorld } from "../support/running-app.ts";
import { secondsLater } from "../support/seconds-later.ts";
import { createTrainingRepository, train } from "../support/training.ts";

const AT = { owner: "acme", repo: "registry" };
const STAGES = "models/churn/stages.json";
const MOVE = "churn 1 → production";
const LONG_AGO = "2026-01-31T12:00:00Z";

/** GitHub names the author of the pull request as that of a squash, and signs it: here that is the App, whoever squashes. */
describe("a squash of the App's own pull request", () => {
  let world: AppWorld;
  beforeAll(async () => {
    world = await startAppWorld();
    const churn = await createTrainingRepository(world.github);
    await world.settle();
    await train(world.github, churn, { metrics: { auc: 0.9 } });
    await world.settle();
  }, 120_000);
  afterAll(async () => {
    expect(world.github.judge.violations).toEqual([]);
    await world.close();
  });

  const alice = () => world.github.as("alice").rest;
  const stages = async (): Promise<Stages> => {
    const { data } = await alice().repos.getContent({ ...AT, path: STAGES });
    if (!("content" in data)) throw new Error(STAGES);
    return stagesSchema.parse(JSON.parse(Buffer.from(data.content, "base64").toString()));
  };
  const say = async (login: string, body: string) => {
    const { number } = world.pullOf("churn 1");
    await world.github.as(login).rest.issues.createComment({ ...AT, issue_number: number, body });
    await world.settle();
  };
  const push = async (branch: string, files: Record<string, unknown>) => {
    const { data: head } = await alice().git.getRef({ ...AT, ref: `heads/${branch}` });
    const parent = head.object.sha;
    const tree = await alice().git.createTree({
      ...AT,
      base_tree: parent,
      tree: Object.entries(files).map(([path, content]) => {
        return { path, mode: "100644", type: "blob", content: canonicalJson(content) };
      }),
    });
    const wanted = { message: "Write", tree: tree.data.sha, parents: [parent] };
    const { data: made } = await alice().git.createCommit({ ...AT, ...wanted });
    await alice().git.updateRef({ ...AT, ref: `heads/${branch}`, sha: made.sha });
  };
  /** Alice asks for a move, writes a note and the stages that follow from it onto its branch, and squashes it in. */
  const forge = async (
    note: Readonly<Record<string, unknown>> & { readonly kind: string },
    change: (stages: Stages) => Stages,
  ) => {
    await say("alice", "/promote production");
    const before = await stages();
    const { data: main } = await alice().repos.getBranch({ ...AT, branch: "main" });
    const place = {
      sequence: before.sequence + 1,
      previous: before.last,
      at: LONG_AGO,
      tip: main.commit.sha,
    };
    const event = { schemaVersion: 1, model: "churn", ...place, ...note };
    const file = `models/churn/log/${String(event.sequence).padStart(6, "0")}-${note.kind}.json`;
    const { number, headBranch } = world.pullOf(MOVE);
    const after = { ...change(before), sequence: event.sequence, last: digestOf(event) };
    await push(headBranch, { [file]: event, [STAGES]: after });
    const { data } = await alice().pulls.merge({ ...AT, pull_number: number, merge_method: "squash" });
    const { data: squash } = await alice().repos.getCommit({ ...AT, ref: data.sha });
    expect(squash).toMatchObject({ author: { type: "Bot" }, commit: { verification: { verified: true } } });
    await world.settle();
    return data.sha;
  };

  it("A21 puts no version into a stage, though what it brings calls itself an observation of the App's", async () => {
    const commit = "a".repeat(40);
    const commits = [{ commit, author: null, paths: [STAGES], morePaths: 0 }];
    const squash = await forge({ kind: "observed", base: null, commits }, (before) =>
      stagesSchema.parse({
        ...before,
        versions: { "1": { ...before.versions["1"], stage: "production" } },
        holders: { production: [1] },
        ungoverned: { since: LONG_AGO, commits: [commit] },
      }),
    );
    expect(await stages()).toMatchObject({
      holders: { development: [1] },
      ungoverned: { commits: [squash] },
    });
  });

  it("A21 lifts no halt, though what it brings says that somebody acknowledged it", async () => {
    const bob = { id: 1, login: "bob", bot: false };
    const note = { note: "acknowledged", by: bob, reason: "it was nothing at all", pull: 1 };
    const squash = await forge({ kind: "annotated", ...note }, (before) =>
      stagesSchema.parse(JSON.parse(JSON.stringify({ ...before, ungoverned: undefined }))),
    );
    expect((await stages()).ungoverned?.commits).toContain(squash);
    secondsLater(world.github.sandbox);
    await say("carol", "/acknowledge alice wrote notes of her own");
    expect((await stages()).ungoverned).toBeUndefined();
  });
});
