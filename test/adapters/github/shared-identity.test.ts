import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { GitHubApi } from "../../../adapters/github/api.ts";
import { GitHubChecks } from "../../../adapters/github/checks.ts";
import { type CommitSha, commitShaSchema } from "../../../core/names.ts";
import { createJob, endJob } from "../../../sandbox/actions/runner/run-state.ts";
import { startGitHub, type TestGitHub } from "../../support/github.ts";
import { waitingRun } from "../../support/training.ts";

const AT = { owner: "acme", repo: "registry" };
const ACTIONS_APP_ID = 15368;
const ORIGIN = `version:${"a".repeat(64)} -`;

/** A registry that a workflow keeps with its own token: the App of its check is the one of every job. */
describe("the checks of a keeper that shares its App with every workflow", () => {
  let github: TestGitHub;
  let checks: GitHubChecks;
  let token: string;
  let head: CommitSha;
  beforeAll(async () => {
    github = await startGitHub();
    token = github.sandbox.createActionsToken(github.registry, { checks: "write", contents: "write" });
    const place = { fullName: "acme/registry", appId: ACTIONS_APP_ID, buttons: false };
    checks = new GitHubChecks(new GitHubApi(github.with(token)), place);
  });
  afterAll(async () => {
    expect(github.judge.violations).toEqual([]);
    await github.close();
  });
  // A commit of its own for each test.
  beforeEach(async () => {
    const { rest } = github.with(token);
    const tip = await github.sandbox.world.git(github.registry).ref("refs/heads/main");
    const parent = await rest.git.getCommit({ ...AT, commit_sha: tip ?? "" });
    const { data } = await rest.git.createCommit({
      ...AT,
      message: expect.getState().currentTestName ?? "",
      tree: parent.data.tree.sha,
      parents: [parent.data.sha],
    });
    head = commitShaSchema.parse(data.sha);
  });

  const job = async (name: string) => {
    const { world } = github.sandbox;
    const run = await waitingRun(github, github.registry, { headSha: head });
    const made = createJob(world, run, name, []);
    endJob(world, run, { job: made, conclusion: "success", steps: [] });
    return made.id;
  };
  const listed = async () => {
    const found = await checks.list(head);
    if (!found.known) throw new Error(found.reason);
    return found.value;
  };
  const publish = (key: string, existing?: number) =>
    checks.publish({ head, outcome: "waiting", title: "0 of 1 met", summary: "-", key }, existing);

  it("are told from the jobs of workflows, which policies may require", async () => {
    await publish(ORIGIN);
    await job("validate");
    const { own, others } = await listed();
    expect(own?.key).toBe(ORIGIN);
    expect(others).toMatchObject([{ name: "validate", appId: ACTIONS_APP_ID, conclusion: "success" }]);
  });

  it("are never a job of the same name: that one is left alone and remembers nothing", async () => {
    const id = await job("pedigree");
    const { own, others } = await listed();
    expect(own).toBeUndefined();
    expect(others).toMatchObject([{ id, name: "pedigree" }]);
  });

  it("are found again when a job of the same name hides them", async () => {
    await publish(ORIGIN);
    const before = (await listed()).own;
    const id = await job("pedigree");
    expect(await listed()).toMatchObject({ own: before, others: [{ id }] });
    const next = `version:${"a".repeat(64)} ${"b".repeat(64)}`;
    await publish(next, before?.id);
    expect((await listed()).own).toEqual({ id: before?.id, key: next });
  });
});
