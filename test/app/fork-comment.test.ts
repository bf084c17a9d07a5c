import { copyFile, mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { formatNotebook } from "../../core/notebook/notebook.ts";
import {
  pullRequestTrigger,
  pushTrigger,
  triggerWorkflows,
  type WorkflowResult,
} from "../../sandbox/actions/runner/index.ts";
import type { Pull, Repository } from "../../sandbox/state/entities.ts";
import { userById } from "../../sandbox/state/find.ts";
import { buildAction } from "../../scripts/build.ts";
import { commit } from "../sandbox/actions/support.ts";
import { type Fork, forkOf } from "../support/forks.ts";
import { notebookOf } from "../support/notebooks.ts";
import { type AppWorld, startAppWorld } from "../support/running-app.ts";

const AT = { owner: "acme", repo: "churn" };
const WORKFLOW = (permissions: string) => `
name: Train
on: [push, pull_request]
permissions: ${permissions}
jobs:
  fit:
    runs-on: ubuntu-latest
    steps:
      - uses: actions/checkout@v4
      - id: pedigree
        uses: pedigree/pedigree@v1
        with:
          run: sh train.sh
          metrics: metrics.json
`;
const WRITES = "{ contents: read, actions: read, pull-requests: write }";
const FILES = {
  ".github/workflows/train.yml": WORKFLOW(WRITES),
  ".github/pedigree.yml": "metrics:\n  auc: { goal: maximize }\n",
  ...train(0.9),
};

/** A training that also leaves a notebook that was executed. */
function train(auc: number, more = "") {
  const notebook = JSON.stringify(formatNotebook(notebookOf(`fit(${auc}) #1`, "report() #2")));
  return { "train.sh": `echo '{"auc": ${auc}}' > metrics.json\necho '${notebook}' > fit.ipynb\n${more}` };
}

describe("a pull request from a fork, recorded by the Action and commented on by the App", () => {
  let world: AppWorld;
  let churn: Repository;
  let fork: Fork;
  let bundle: string;
  beforeAll(async () => {
    world = await startAppWorld();
    const { sandbox } = world.github;
    churn = await sandbox.createRepository("acme", "churn", { files: FILES });
    bundle = await mkdtemp(join(tmpdir(), "pedigree-fork-"));
    await buildAction(join(bundle, "dist"));
    await copyFile(join(import.meta.dirname, "../../action.yml"), join(bundle, "action.yml"));
    const after = await sandbox.world.git(churn).ref("refs/heads/main");
    const ref = "refs/heads/main";
    const actorId = sandbox.createUser("alice").id;
    await run(await pushTrigger(sandbox.world, { repository: churn, ref, before: null, after, actorId }));
    fork = await forkOf(world.github, churn, "dave");
  }, 120_000);
  afterAll(async () => {
    await world.close();
    await rm(bundle, { recursive: true, force: true });
  });

  const run = async (trigger: Parameters<typeof triggerWorkflows>[1]["trigger"]): Promise<WorkflowResult> => {
    const actions = new Map([["pedigree/pedigree", bundle]]);
    const [result] = await triggerWorkflows(world.github.sandbox, { trigger, actions });
    if (result === undefined) throw new Error("no workflow ran");
    await world.settle();
    return result;
  };
  const runOf = async (pull: Pull, action: string) => {
    const { sandbox } = world.github;
    return await run(await pullRequestTrigger(sandbox.world, pull, { action, actorId: pull.authorId }));
  };
  const step = (result: WorkflowResult) => result.jobs[0]?.steps.find(({ id }) => id === "pedigree");
  const comments = (pull: Pull) =>
    world.github.sandbox.world.state.comments
      .filter((one) => one.repositoryId === churn.id && one.issueNumber === pull.number)
      .map(({ userId, body }) => ({
        author: userById(world.github.sandbox.world.state, userId).login,
        body,
      }));

  it("is one comment of the App's, marked as a stranger's word; the job has a notice and succeeds", async () => {
    await fork.push(train(0.95), "better");
    const pull = await fork.propose("better");
    const result = await runOf(pull, "opened");
    expect(step(result)?.annotations).toEqual([
      expect.objectContaining({ level: "notice", message: expect.stringContaining("comes from a fork") }),
    ]);
    expect(result.conclusion).toBe("success");
    expect(step(result)?.outputs).toMatchObject({ verdict: "better", "comment-url": "" });
    expect(step(result)?.summary).toContain("comes from a fork");
    const [comment, ...more] = comments(pull);
    expect([comment?.author, more]).toEqual(["pedigree[bot]", []]);
    expect(comment?.body).toContain("Better than the baseline");
    expect(comment?.body).toContain("Recorded by a workflow of a fork");
    expect(comment?.body).toContain("`.github/workflows/train.yml` of `dave/churn`");
    expect(comment?.body).toContain(`/acme/churn/actions/runs/${result.run.id}`);
    expect(comment?.body).toContain("cell 1 was changed");
    expect(world.lines.filter((line) => line.includes("register"))).toEqual([]);
  }, 120_000);

  it("keeps its one comment over several runs, whose exit status is the command's", async () => {
    const pull = world.pullOf("better");
    await fork.push(train(0.8, "exit 3"), "better");
    const result = await runOf(pull, "synchronize");
    expect(step(result)).toMatchObject({ outcome: "failure", exitCode: 3 });
    const found = comments(pull);
    expect(found).toHaveLength(1);
    expect(found[0]?.body).toContain("The run failed");
  }, 120_000);

  it("says when the workflow itself is not the one of the default branch", async () => {
    const evil = WORKFLOW(WRITES).replace("sh train.sh", "sh train.sh --evil");
    await fork.push({ ".github/workflows/train.yml": evil }, "evil");
    const pull = await fork.propose("evil");
    await runOf(pull, "opened");
    expect(comments(pull)[0]?.body).toContain("That file is not the one of the default branch.");
  }, 120_000);

  it("of the repository itself has the App's comment where the token may not write, and the Action's where it may", async () => {
    const { sandbox } = world.github;
    const propose = async (branch: string, permissions: string) => {
      const files = { ".github/workflows/train.yml": WORKFLOW(permissions), ...train(0.95) };
      await commit(sandbox, churn, files, branch);
      const alice = world.github.as("alice").rest.pulls;
      await alice.create({ ...AT, title: branch, head: branch, base: "main" });
      const pull = world.pullOf(branch);
      await runOf(pull, "opened");
      return comments(pull);
    };
    const [reads, ...others] = await propose("reads", "{ contents: read, actions: read }");
    expect([reads?.author, others]).toEqual(["pedigree[bot]", []]);
    expect(reads?.body).toContain("Better than the baseline");
    expect(reads?.body).not.toContain("fork");
    const written = await propose("writes", WRITES);
    expect(written.map(({ author }) => author)).toEqual(["github-actions[bot]"]);
  }, 120_000);

  it("says that the gate is shut where the default branch's configuration cannot be read", async () => {
    await commit(world.github.sandbox, churn, { ".github/pedigree.yml": "metrics: [\n" }, "main");
    await fork.push(train(0.96), "unread");
    const pull = await fork.propose("unread");
    await runOf(pull, "opened");
    expect(comments(pull)[0]?.body).toContain("could not be evaluated: the configuration");
  }, 120_000);
});
