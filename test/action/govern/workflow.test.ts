import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { triggerWorkflows, type WorkflowResult } from "../../../sandbox/actions/runner/index.ts";
import { type DefaultBranchEvent, defaultBranchTrigger } from "../../../sandbox/actions/runner/trigger.ts";
import { startGitHub, type TestGitHub } from "../../support/github.ts";
import { ROOT } from "../../support/source-files.ts";
import { train } from "../../support/training.ts";

const AT = { owner: "acme", repo: "registry" };
const EXAMPLE = join(ROOT, "examples/registry-by-workflow");
const FILES = [
  "pedigree.yml",
  ".github/workflows/pedigree.yml",
  ".github/workflows/pedigree-heard.yml",
] as const;

const TRAIN = `name: train
on: workflow_dispatch
jobs:
  train:
    runs-on: ubuntu-latest
    steps: [{ run: python train.py }]
`;

/** The example registry as it is, its workflow run by GitHub's own rules with a token of the job's permissions. */
describe("a registry kept by a workflow", () => {
  let github: TestGitHub;
  beforeAll(async () => {
    const read = async (file: string) => [file, await readFile(join(EXAMPLE, file), "utf8")] as const;
    const files = Object.fromEntries(await Promise.all(FILES.map(read)));
    github = await startGitHub({
      files: { ...files, ".github/workflows/train.yml": TRAIN },
    });
    for (const login of ["alice", "bob", "carol"]) github.sandbox.setRole(github.registry, login, "write");
  }, 60_000);
  afterAll(async () => {
    expect(github.judge.violations).toEqual([]);
    await github.close();
  });

  const happen = async (
    event: DefaultBranchEvent,
    payload: { readonly action?: string; readonly [key: string]: unknown },
    login = "alice",
  ): Promise<WorkflowResult | undefined> => {
    const { world } = github.sandbox;
    const actorId = github.sandbox.createUser(login).id;
    const trigger = await defaultBranchTrigger(world, {
      event,
      repository: github.registry,
      actorId,
      payload,
    });
    const actions = new Map([["pedigree-ml/pedigree", ROOT]]);
    const [result] = await triggerWorkflows(github.sandbox, { trigger, actions });
    return result;
  };
  const reviewed = () =>
    happen("workflow_run", { action: "completed", workflow_run: { id: 1, name: "Pedigree heard a review" } });
  const logOf = (result: WorkflowResult | undefined) => result?.jobs.flatMap(({ log }) => log).join("\n");
  const pullOf = (title: string) => {
    const pull = github.sandbox.world.state.pulls.findLast((candidate) => candidate.title === title);
    if (pull === undefined) throw new Error(`no pull request "${title}"`);
    return pull;
  };
  const say = async (login: string, title: string, body: string) => {
    const { rest } = github.as(login);
    const { data } = await rest.issues.createComment({ ...AT, issue_number: pullOf(title).number, body });
    const comment = { id: data.id, body };
    const issue = { number: pullOf(title).number, pull_request: {} };
    return happen("issue_comment", { action: "created", issue, comment }, login);
  };
  const approve = async (login: string, title: string) => {
    const { rest } = github.as(login);
    await rest.pulls.createReview({ ...AT, pull_number: pullOf(title).number, event: "APPROVE" });
    return reviewed();
  };

  it("registers what a training workflow of the repository made", async () => {
    const run = await train(github, github.registry, { metrics: { auc: 0.9 } });
    const result = await happen("workflow_run", {
      action: "completed",
      workflow_run: { id: run.id, name: "train" },
    });
    expect(logOf(result)).toContain("churn 1 asks to be registered");
    expect(result?.conclusion).toBe("success");
    expect(pullOf("churn 1").mergedAt).not.toBeNull();
  });

  it("says in its check that others could forge it", async () => {
    await say("alice", "churn 1", "/promote production");
    const { headSha } = pullOf("churn 1 → production");
    const { data } = await github.as("bob").rest.checks.listForRef({ ...AT, ref: headSha });
    expect(data.check_runs.map(({ name, app }) => [name, app?.slug])).toEqual([
      ["pedigree", "github-actions"],
    ]);
    expect(data.check_runs[0]?.output.summary).toContain("GitHub Actions");
  });

  it("lands a move when two people have approved it, and not before", async () => {
    await approve("bob", "churn 1 → production");
    expect(pullOf("churn 1 → production").mergedAt).toBeNull();
    await approve("carol", "churn 1 → production");
    expect(pullOf("churn 1 → production").mergedAt).not.toBeNull();
  });

  it("does nothing when there is nothing to do", async () => {
    const tip = () => github.sandbox.world.git(github.registry).ref("refs/heads/main");
    const before = await tip();
    const result = await happen("schedule", {});
    expect(logOf(result)).toContain("Nothing was to be done.");
    expect(await tip()).toBe(before);
  });
});
