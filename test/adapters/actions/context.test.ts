import { join } from "node:path";
import { expect, test } from "vitest";
import { readJobContext } from "../../../adapters/actions/context.ts";
import { tempFolder, writeFiles } from "../../support/temp-folder.ts";

const SHA = "a".repeat(40);
const HEAD = "b".repeat(40);
const ENV = {
  GITHUB_REPOSITORY: "acme/churn",
  GITHUB_REPOSITORY_ID: "42",
  GITHUB_SHA: SHA,
  GITHUB_REF: "refs/heads/main",
  GITHUB_EVENT_NAME: "push",
  GITHUB_ACTOR: "alice",
  GITHUB_ACTOR_ID: "7",
  GITHUB_WORKFLOW: "Train",
  GITHUB_WORKFLOW_REF: "acme/churn/.github/workflows/train.yml@refs/heads/main",
  GITHUB_RUN_ID: "1001",
  GITHUB_RUN_NUMBER: "12",
  GITHUB_RUN_ATTEMPT: "2",
  GITHUB_JOB: "fit",
};

async function withEvent(event: unknown): Promise<string> {
  const folder = tempFolder();
  await writeFiles(folder, { "event.json": JSON.stringify(event) });
  return join(folder, "event.json");
}

test("a push", async () => {
  const path = await withEvent({ repository: { default_branch: "trunk" }, commits: [] });
  expect(await readJobContext({ ...ENV, GITHUB_EVENT_PATH: path }, "5005")).toEqual({
    source: {
      repository: { id: 42, fullName: "acme/churn" },
      commit: SHA,
      ref: "refs/heads/main",
      branch: "main",
      headCommit: null,
    },
    trigger: {
      event: "push",
      actor: { id: 7, login: "alice", bot: false },
      workflow: { name: "Train", path: ".github/workflows/train.yml" },
      runId: 1001,
      runNumber: 12,
      runAttempt: 2,
      job: "fit",
      jobId: 5005,
      pullRequest: null,
    },
    experiment: "train/fit",
    defaultBranch: "trunk",
    fromFork: false,
  });
});

test("a pull request has a number, a head and the branch that the work is on", async () => {
  const event = { pull_request: { number: 9, head: { sha: HEAD } } };
  const env = {
    ...ENV,
    GITHUB_EVENT_PATH: await withEvent(event),
    GITHUB_EVENT_NAME: "pull_request",
    GITHUB_REF: "refs/pull/9/merge",
    GITHUB_HEAD_REF: "lower-lr",
    GITHUB_ACTOR: "dependabot[bot]",
  };
  const { source, trigger } = await readJobContext(env, "");
  expect(source).toMatchObject({
    commit: SHA,
    headCommit: HEAD,
    branch: "lower-lr",
    ref: "refs/pull/9/merge",
  });
  expect(trigger).toMatchObject({ pullRequest: 9, jobId: null, actor: { bot: true } });
});

test("a payload that cannot be read still leaves what the variables say", async () => {
  const env = { ...ENV, GITHUB_EVENT_PATH: "/nowhere", GITHUB_REF: "refs/pull/9/merge" };
  const { source, trigger, defaultBranch } = await readJobContext(env, "x");
  expect(source.branch).toBeNull();
  expect(trigger).toMatchObject({ pullRequest: 9, jobId: null });
  expect(defaultBranch).toBeNull();
});

test("outside of Actions there is no trigger, and the experiment is local", async () => {
  const { source, trigger, experiment } = await readJobContext({}, "");
  expect(trigger).toBeNull();
  expect(source).toEqual({ repository: null, commit: null, ref: null, branch: null, headCommit: null });
  expect(experiment).toBe("local/job");
});

test("hostile variables become null, not trouble", async () => {
  const env = {
    ...ENV,
    GITHUB_SHA: "main",
    GITHUB_REPOSITORY: "a/b/c",
    GITHUB_ACTOR_ID: "-1",
    GITHUB_RUN_ID: "1e9",
  };
  const { source, trigger } = await readJobContext(env, "99999999999999999999");
  expect(source).toMatchObject({ commit: null, repository: null });
  expect(trigger).toBeNull();
});
