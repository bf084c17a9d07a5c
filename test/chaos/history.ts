import type { GitRepository } from "../../sandbox/git/repository.ts";
import { readJson } from "./forge.ts";

/** A commit of the registry branch as its bytes are, without the product's readers. */
export interface Step {
  readonly commit: string;
  readonly parents: readonly string[];
  readonly message: string;
  /** Events that this commit added, by path. */
  readonly events: readonly { readonly path: string; readonly event: Readonly<Record<string, unknown>> }[];
  /** Model → `stages.json` after the commit. */
  readonly stages: ReadonlyMap<string, Readonly<Record<string, unknown>>>;
}

/** First-parent commits after `from` up to `to`, oldest first. */
export async function walk(git: GitRepository, from: string | null, to: string): Promise<readonly Step[]> {
  const steps: Step[] = [];
  for (let sha: string | undefined = to; sha !== undefined && sha !== from; ) {
    const commit = await git.commit(sha);
    if (commit === null) throw new Error(`${sha} is no commit`);
    steps.unshift(await look(git, commit));
    sha = commit.parents[0];
  }
  return steps;
}

async function look(
  git: GitRepository,
  { sha, tree, parents, message }: { sha: string; tree: string; parents: readonly string[]; message: string },
): Promise<Step> {
  const parent = parents[0] === undefined ? null : await git.commit(parents[0]);
  const changed = await git.changedPaths(parent?.tree ?? null, tree);
  const added = changed.filter(
    ({ path, status }) => status === "added" && /\/log\/\d+-\w+\.json$/.test(path),
  );
  const events: { path: string; event: Readonly<Record<string, unknown>> }[] = [];
  for (const { path } of added) {
    const event = await readJson(git, tree, path).catch(() => undefined);
    if (event !== undefined) events.push({ path, event });
  }
  const stages = new Map<string, Readonly<Record<string, unknown>>>();
  for (const { path } of changed) {
    const model = /^models\/([^/]+)\/stages\.json$/.exec(path)?.[1];
    const read = model === undefined ? undefined : await readJson(git, tree, path).catch(() => undefined);
    if (model !== undefined && read !== undefined) stages.set(model, read);
  }
  return { commit: sha, parents, message, events, stages };
}

/** Model → its `stages.json` at a commit. */
export async function stagesAt(
  git: GitRepository,
  sha: string,
): Promise<ReadonlyMap<string, Readonly<Record<string, unknown>>>> {
  const commit = await git.commit(sha);
  const entries = commit === null ? null : await git.tree(commit.tree, true);
  const found = new Map<string, Readonly<Record<string, unknown>>>();
  for (const { path } of entries ?? []) {
    const model = /^models\/([^/]+)\/stages\.json$/.exec(path)?.[1];
    if (model === undefined || commit === null) continue;
    const stages = await readJson(git, commit.tree, path).catch(() => undefined);
    if (stages !== undefined) found.set(model, stages);
  }
  return found;
}

/** A text or number inside a JSON value, as text; empty for anything else. */
export function textOf(value: unknown): string {
  return typeof value === "string" || typeof value === "number" ? String(value) : "";
}

/** A record inside a JSON value, empty where there is none. */
export function recordOf(value: unknown): Readonly<Record<string, unknown>> {
  return typeof value === "object" && value !== null && !Array.isArray(value) ? { ...value } : {};
}
