import { execFileSync } from "node:child_process";
import { mkdirSync } from "node:fs";
import { join } from "node:path";
import { afterEach, expect, it, vi } from "vitest";
import { readLocalContext } from "../../../adapters/git/local-context.ts";
import { tempFolder } from "../../support/temp-folder.ts";

afterEach(() => {
  vi.unstubAllEnvs();
});

const WORDS = ["python", "train.py"];

function repository(branch: string) {
  const folder = join(tempFolder(), "churn");
  mkdirSync(folder);
  const git = (...args: readonly string[]) =>
    execFileSync("git", args, { cwd: folder, encoding: "utf8" }).trim();
  git("init", "-q", "-b", branch);
  git("-c", "user.name=a", "-c", "user.email=a@example.org", "commit", "-q", "--allow-empty", "-m", "x");
  return { folder, git };
}

it("reads branch, commit, the branch that others start from, and the experiment", async () => {
  const { folder, git } = repository("main");
  git("checkout", "-q", "-b", "feature/lr");
  mkdirSync(join(folder, "deep"));
  expect(await readLocalContext({ folder: join(folder, "deep"), env: {}, words: WORDS })).toEqual({
    source: {
      repository: null,
      commit: git("rev-parse", "HEAD"),
      ref: "refs/heads/feature/lr",
      branch: "feature/lr",
      headCommit: null,
    },
    trigger: null,
    experiment: "churn/train",
    defaultBranch: "main",
    fromFork: false,
  });
});

it("reads a checkout that belongs to another user, as in a container", async () => {
  const { folder, git } = repository("main");
  const commit = git("rev-parse", "HEAD");
  // What git's own tests make it believe.
  vi.stubEnv("GIT_TEST_ASSUME_DIFFERENT_OWNER", "true");
  const { source } = await readLocalContext({ folder, env: {}, words: [] });
  expect(source).toMatchObject({ commit, branch: "main" });
});

it("takes the remote's default branch before a local main", async () => {
  const { folder, git } = repository("main");
  git("update-ref", "refs/remotes/origin/trunk", "HEAD");
  git("symbolic-ref", "refs/remotes/origin/HEAD", "refs/remotes/origin/trunk");
  expect((await readLocalContext({ folder, env: {}, words: [] })).defaultBranch).toBe("trunk");
});

it("calls a branch by its name also where a tag has the same", async () => {
  const { folder, git } = repository("main");
  git("tag", "main");
  const { source, defaultBranch } = await readLocalContext({ folder, env: {}, words: [] });
  expect({ ...source, defaultBranch }).toMatchObject({
    ref: "refs/heads/main",
    branch: "main",
    defaultBranch: "main",
  });
});

it("is told the branch of a detached checkout by the service that made it", async () => {
  const { folder, git } = repository("master");
  const branchWith = async (env: NodeJS.ProcessEnv) =>
    (await readLocalContext({ folder, env, words: [] })).source.branch;
  expect(await branchWith({ CI_COMMIT_BRANCH: "other" })).toBe("master");
  git("checkout", "-q", "--detach");
  expect(await branchWith({})).toBeNull();
  expect(await branchWith({ CI_COMMIT_BRANCH: "", BUILDKITE_BRANCH: "topic" })).toBe("topic");
});

it.each([
  [{ BUILD_SOURCEBRANCH: "refs/heads/feature/main" }, "feature/main"],
  [
    { SYSTEM_PULLREQUEST_SOURCEBRANCH: "refs/heads/topic/lr", BUILD_SOURCEBRANCH: "refs/pull/7/merge" },
    "topic/lr",
  ],
  [{ SYSTEM_PULLREQUEST_SOURCEBRANCH: "topic", BUILD_SOURCEBRANCH: "refs/pull/7/merge" }, "topic"],
  [{ BUILD_SOURCEBRANCH: "refs/pull/7/merge", BUILD_SOURCEBRANCHNAME: "merge" }, null],
  [{ BUILD_SOURCEBRANCH: "refs/tags/v1", BUILD_SOURCEBRANCHNAME: "v1" }, null],
])("reads the whole branch of Azure Pipelines' refs, %j, and no other ref", async (env, branch) => {
  const { folder, git } = repository("main");
  git("checkout", "-q", "--detach");
  const { source } = await readLocalContext({ folder, env, words: [] });
  expect(source).toMatchObject({ branch, ref: branch === null ? null : `refs/heads/${branch}` });
});

it("knows nothing but the experiment outside of git", async () => {
  const folder = tempFolder();
  const context = await readLocalContext({ folder, env: { CI_COMMIT_BRANCH: "x" }, words: WORDS });
  expect(context.source).toEqual({
    repository: null,
    commit: null,
    ref: null,
    branch: null,
    headCommit: null,
  });
  expect(context.defaultBranch).toBeNull();
  expect(context.experiment).toMatch(/^pedigree-test-.*\/train$/);
});
