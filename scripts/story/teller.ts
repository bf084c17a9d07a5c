import type { Octokit } from "@octokit/rest";
import type { Narrator } from "./narrator.ts";

/** Where the story plays: two repositories, three people, and a way to wait until nothing moves any more. */
export interface Setting {
  readonly baseUrl: string;
  readonly narrator: Narrator;
  readonly training: RepositoryRef;
  readonly registry: RepositoryRef;
  readonly model: string;
  /** The trainer. */
  readonly maria: Octokit;
  /** Leads, who may approve. */
  readonly aisha: Octokit;
  readonly jonas: Octokit;
  /** Commits a folder and pushes it to a repository's main branch with the real git client. */
  push(folder: string, to: RepositoryRef, message: string): Promise<string>;
  /** Resolves when every workflow, webhook and job of the App is done. */
  settle(): Promise<void>;
  /** Artifacts of the training repository, newest first, as the sandbox keeps them. */
  close(): Promise<void>;
}

export interface RepositoryRef {
  readonly owner: string;
  readonly repo: string;
}

export interface PullSummary {
  readonly number: number;
  readonly title: string;
  readonly merged: boolean;
  readonly labels: readonly string[];
  readonly head: string;
  readonly branch: string;
  readonly url: string;
}

/** The newest pull request of the registry with this title; an error says which ones there are. */
export async function pullByTitle(setting: Setting, title: string): Promise<PullSummary> {
  const { data } = await setting.maria.pulls.list({ ...setting.registry, state: "all", per_page: 100 });
  const found = data.find((pull) => pull.title === title);
  if (found === undefined) {
    throw new Error(`no pull request "${title}"; there are: ${data.map((pull) => pull.title).join(", ")}`);
  }
  return {
    number: found.number,
    title: found.title,
    merged: found.merged_at !== null,
    labels: found.labels.map((label) => label.name),
    head: found.head.sha,
    branch: found.head.ref,
    url: found.html_url,
  };
}

export interface RequirementLine {
  readonly text: string;
  readonly passed: boolean;
}

/** The App's verdict on a pull request's head: outcome, title and summary of the check `pedigree`. */
export async function verdictOf(
  setting: Setting,
  pull: PullSummary,
): Promise<{ conclusion: string; title: string; summary: string }> {
  const { data } = await setting.maria.checks.listForRef({
    ...setting.registry,
    ref: pull.head,
    check_name: "pedigree",
  });
  const [run] = data.check_runs;
  if (run === undefined) throw new Error(`no check "pedigree" on ${pull.title} (${pull.head})`);
  return {
    conclusion: run.conclusion ?? run.status,
    title: run.output.title ?? "",
    summary: run.output.summary ?? "",
  };
}

/** Approves the present head of a pull request. */
export async function approve(setting: Setting, who: "aisha" | "jonas", pull: PullSummary): Promise<void> {
  await setting[who].pulls.createReview({
    ...setting.registry,
    pull_number: pull.number,
    event: "APPROVE",
    commit_id: pull.head,
    body: "Looks right.",
  });
  setting.narrator.line(`${who} approves ${pull.title} at ${pull.head.slice(0, 7)}`);
}
