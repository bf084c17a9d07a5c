import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { Octokit } from "@octokit/rest";
import { runWorkflow } from "../../../sandbox/actions/runner/index.ts";
import type { RunOptions, WorkflowResult } from "../../../sandbox/actions/runner/run-contract.ts";
import { pushTrigger, type Trigger } from "../../../sandbox/actions/runner/trigger.ts";
import type { Judge } from "../../../sandbox/contract/index.ts";
import type { Sandbox } from "../../../sandbox/index.ts";
import type { Repository } from "../../../sandbox/state/entities.ts";
import { userById } from "../../../sandbox/state/find.ts";
import { startJudgedSandbox } from "../../support/judged-sandbox.ts";

export interface ActionsWorld {
  readonly sandbox: Sandbox;
  readonly judge: Judge;
  /** What was answered so far, in order: `METHOD /path STATUS`. */
  readonly answers: readonly string[];
  readonly repository: Repository;
  readonly octokit: Octokit;
  /** A push of the default branch as it stands. */
  push(): Promise<Trigger>;
  run(files: Readonly<Record<string, string>>, options?: RunOptions): Promise<WorkflowResult>;
  end(): Promise<void>;
}

/** `acme/churn` with the files given and alice as its admin; everything that passes is judged. */
export async function startActions(files: Readonly<Record<string, string>>): Promise<ActionsWorld> {
  const folder = await mkdtemp(join(tmpdir(), "pedigree-actions-"));
  const { judge, answers, sandbox } = await startJudgedSandbox({ folder });
  sandbox.createOrganization("acme");
  const alice = sandbox.createUser("alice");
  const repository = await sandbox.createRepository("acme", "churn", { files });
  sandbox.setRole(repository, "alice", "admin");
  const octokit = new Octokit({
    baseUrl: sandbox.baseUrl,
    auth: sandbox.createUserToken("alice"),
    log: { debug() {}, info() {}, warn() {}, error() {} },
  });
  const { world } = sandbox;
  const push = async () => {
    const after = await world.git(repository).ref("refs/heads/main");
    return pushTrigger(world, { repository, ref: "refs/heads/main", before: null, after, actorId: alice.id });
  };
  return {
    sandbox,
    judge,
    answers,
    repository,
    octokit,
    push,
    async run(more, options = {}) {
      await commit(sandbox, repository, more);
      return runWorkflow(sandbox, { path: ".github/workflows/ci.yml", trigger: await push(), ...options });
    },
    async end() {
      await sandbox.close();
      await rm(folder, { recursive: true, force: true });
    },
  };
}

/** Commits files to a branch, which may be new. */
export async function commit(
  sandbox: Sandbox,
  repository: Repository,
  files: Readonly<Record<string, string>>,
  branch = "main",
): Promise<string> {
  const { world } = sandbox;
  const git = world.git(repository);
  const before = await git.ref(`refs/heads/${branch}`);
  const parent = before ?? (await git.ref("refs/heads/main")) ?? "";
  const changes = new Map();
  for (const [path, text] of Object.entries(files)) {
    changes.set(path, { mode: "100644", type: "blob", sha: await git.writeBlob(Buffer.from(text)) });
  }
  const alice = userById(world.state, repository.ownerId);
  const author = { name: alice.login, email: "alice@users.noreply.github.com", date: world.now() };
  const sha = await git.writeCommit({
    tree: await git.writeTree((await git.commit(parent))?.tree ?? null, changes),
    parents: [parent],
    message: "Change",
    author,
    committer: author,
  });
  const ref = `refs/heads/${branch}`;
  await world.moveRef({ repository, ref, expected: before, to: sha, actorId: alice.id });
  return sha;
}

/** A workflow with one job `test` of the steps given, as YAML lines indented from column 0. */
export function workflowOf(steps: string, job = ""): string {
  const indent = (text: string, by: number) =>
    text
      .trim()
      .split("\n")
      .map((line) => `${" ".repeat(by)}${line}`)
      .join("\n");
  return `name: CI\non: push\njobs:\n  test:\n    runs-on: ubuntu-latest\n${job === "" ? "" : `${indent(job, 4)}\n`}    steps:\n${indent(steps, 6)}\n`;
}
