import { fetchHead } from "../../sandbox/pulls/head-ref.ts";
import type { Pull, Repository, WorkflowRun } from "../../sandbox/state/entities.ts";
import { commit } from "../sandbox/actions/support.ts";
import type { TestGitHub } from "./github.ts";

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
export function runOfPull(pull: Pull, change: Partial<WorkflowRun> = {}): Partial<WorkflowRun> {
  return {
    event: "pull_request",
    headRepositoryId: pull.headRepositoryId,
    headBranch: pull.headBranch,
    headSha: pull.headSha,
    pullNumber: pull.number,
    actorId: pull.authorId,
    ...change,
  };
}
