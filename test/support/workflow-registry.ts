import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { triggerWorkflows, type WorkflowResult } from "../../sandbox/actions/runner/index.ts";
import { type DefaultBranchEvent, defaultBranchTrigger } from "../../sandbox/actions/runner/trigger.ts";
import type { Pull } from "../../sandbox/state/entities.ts";
import { startGitHub, type TestGitHub } from "./github.ts";
import { ROOT } from "./source-files.ts";

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

/** The example of a registry that a workflow keeps, with what people do in it. */
export interface WorkflowRegistry {
  readonly github: TestGitHub;
  /** Runs the workflows of the default branch that an event starts. */
  happen(
    event: DefaultBranchEvent,
    payload: { readonly action?: string; readonly [key: string]: unknown },
    login?: string,
  ): Promise<WorkflowResult | undefined>;
  /** A workflow has ended, by its name. */
  ended(name: string, runId: number): Promise<WorkflowResult | undefined>;
  say(login: string, title: string, body: string): Promise<WorkflowResult | undefined>;
  approve(login: string, title: string): Promise<WorkflowResult | undefined>;
  pullOf(title: string): Pull;
  close(): Promise<void>;
}

/**
 * The example as it is, but for what `change` makes of a file: its workflow is run by GitHub's own rules, with a token of
 * the job's permissions.
 */
export async function startWorkflowRegistry(
  change: (file: string, text: string) => string = (_, text) => text,
  more: Readonly<Record<string, string>> = {},
): Promise<WorkflowRegistry> {
  const read = async (file: string) =>
    [file, change(file, await readFile(join(EXAMPLE, file), "utf8"))] as const;
  const files = Object.fromEntries(await Promise.all(FILES.map(read)));
  const github = await startGitHub({
    files: { ...files, ".github/workflows/train.yml": TRAIN, ...more },
  });
  for (const login of ["alice", "bob", "carol"]) github.sandbox.setRole(github.registry, login, "write");
  return inHand(github);
}

function inHand(github: TestGitHub): WorkflowRegistry {
  const { world } = github.sandbox;
  const happen: WorkflowRegistry["happen"] = async (event, payload, login = "alice") => {
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
  const ended: WorkflowRegistry["ended"] = (name, id) =>
    happen("workflow_run", { action: "completed", workflow_run: { id, name } });
  const pullOf = (title: string) => {
    const pull = world.state.pulls.findLast((candidate) => candidate.title === title);
    if (pull === undefined) throw new Error(`no pull request "${title}"`);
    return pull;
  };
  return {
    github,
    happen,
    ended,
    pullOf,
    async say(login, title, body) {
      const { number } = pullOf(title);
      const { data } = await github
        .as(login)
        .rest.issues.createComment({ ...AT, issue_number: number, body });
      const comment = { id: data.id, body };
      return happen(
        "issue_comment",
        { action: "created", issue: { number, pull_request: {} }, comment },
        login,
      );
    },
    async approve(login, title) {
      const { number } = pullOf(title);
      await github.as(login).rest.pulls.createReview({ ...AT, pull_number: number, event: "APPROVE" });
      return ended("Pedigree heard a review", 1);
    },
    close: () => github.close(),
  };
}

/** Everything that a workflow's jobs printed. */
export function logOf(result: WorkflowResult | undefined): string {
  return result?.jobs.flatMap(({ log }) => log).join("\n") ?? "";
}
