import { canonicalJson } from "../../core/canonical.ts";
import { commitShaSchema } from "../../core/names.ts";
import { type RunSeries, seriesOf } from "../../core/run/artifact-name.ts";
import type { Run } from "../../core/run/run.ts";
import { fetchHead } from "../../sandbox/pulls/head-ref.ts";
import type { Pull, Repository, WorkflowRun } from "../../sandbox/state/entities.ts";
import { fullName, repositoryById } from "../../sandbox/state/find.ts";
import { buildZip } from "../adapters/zip/build-zip.ts";
import { commit } from "../sandbox/actions/support.ts";
import { buildRun } from "./build-run.ts";
import type { TestGitHub } from "./github.ts";
import { train } from "./training.ts";

export interface Fork {
  readonly repository: Repository;
  /** Commits to a branch of the fork, which begins where the base's default branch is now. */
  push(files: Readonly<Record<string, string>>, branch: string): Promise<string>;
  /** Opens a pull request of a branch into the base's default branch. */
  propose(branch: string): Promise<Pull>;
}

/** Somebody's copy of a repository, as a stranger who may only read has it. */
export async function forkOf(github: TestGitHub, base: Repository, login: string): Promise<Fork> {
  const { sandbox } = github;
  const { world } = sandbox;
  const repository = await sandbox.createRepository(login, base.name);
  const sha = (await world.git(base).ref(`refs/heads/${base.defaultBranch}`)) ?? "";
  await fetchHead(world, { into: repository, from: base, sha });
  const start = async (branch: string) => {
    const git = world.git(repository);
    const ref = `refs/heads/${branch}`;
    if ((await git.ref(ref)) === null) await git.updateRef(ref, { expected: null, to: sha });
  };
  return {
    repository,
    push: async (files, branch) => {
      await start(branch);
      return await commit(sandbox, repository, files, branch);
    },
    propose: async (branch) => {
      const { data } = await github.as(login).rest.pulls.create({
        owner: "acme",
        repo: base.name,
        title: branch,
        head: `${login}:${branch}`,
        base: base.defaultBranch,
      });
      const pull = world.state.pulls.find(
        (one) => one.repositoryId === base.id && one.number === data.number,
      );
      if (pull === undefined) throw new Error("no pull request");
      return pull;
    },
  };
}

/** What GitHub says of a workflow run of a pull request. */
function runOfPull(pull: Pull) {
  return {
    event: "pull_request",
    headRepositoryId: pull.headRepositoryId,
    headBranch: pull.headBranch,
    headSha: pull.headSha,
    pullNumber: pull.number,
    actorId: pull.authorId,
  };
}

export interface PullRecord {
  readonly change?: (record: Run) => Run;
  readonly workflowRun?: Partial<WorkflowRun>;
  /** The artifact's name says this in place of what the record says. */
  readonly series?: RunSeries;
  readonly zip?: Uint8Array;
  /** Bytes of curves.parquet beside the record. */
  readonly curves?: Uint8Array;
}

/** A finished workflow run of a pull request with one artifact, of which GitHub tells the App. */
export async function recordOnPull(
  github: TestGitHub,
  pull: Pull,
  { change = (record) => record, workflowRun = {}, series, zip, curves }: PullRecord = {},
): Promise<WorkflowRun> {
  const { world } = github.sandbox;
  const repository = repositoryById(world.state, pull.repositoryId);
  const id = workflowRun.id ?? world.nextId();
  const run = { ...runOfPull(pull), id, path: ".github/workflows/train.yml", runAttempt: 1, ...workflowRun };
  const base = buildRun({
    metrics: { auc: 0.99 },
    source: {
      repository: { id: repository.id, fullName: fullName(world.state, repository) },
      commit: commitShaSchema.parse(pull.headSha),
      ref: `refs/pull/${pull.number}/merge`,
      branch: pull.headBranch,
      headCommit: commitShaSchema.parse(run.headSha),
      dirty: false,
    },
    trigger: {
      event: "pull_request",
      actor: null,
      workflow: { name: "train", path: run.path },
      runId: id,
      runNumber: 1,
      runAttempt: 1,
      job: "fit",
      jobId: null,
      pullRequest: pull.number,
    },
  });
  const record = change(base);
  const text = canonicalJson(record);
  const entries = [
    { name: "run.json", data: Buffer.from(text) },
    ...(curves === undefined ? [] : [{ name: "curves.parquet", data: curves }]),
  ];
  return await train(github, repository, {
    workflowRun: run,
    series: series ?? seriesOf(record),
    zip: zip ?? buildZip(entries),
  });
}
