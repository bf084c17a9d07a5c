import type { CommitSha, ModelName } from "../core/names.ts";
import type { ObservedCommit } from "../core/policy/observed-commit.ts";
import type { CommitDescription, Tree } from "../core/ports/registry-repository.ts";
import { observeCommit } from "../core/registry/edit-gate.ts";
import { formatPath, parsePath } from "../core/registry/layout.ts";
import { changedPaths, recordOwner, recordsByModel } from "../core/registry/protected-paths.ts";
import { isEditLanding, isLanding, isMadeBy, type RecordChange } from "../core/registry/recognise-landing.ts";
import type { RegistryPorts } from "./ports.ts";
import { modelsIn, readFile } from "./read-registry.ts";

/** So many commits since the last landing are looked at; beyond that nothing can be vouched for. */
export const MAX_COMMITS_SINCE_LANDING = 250;

/** Changes of records that no landing made, since the last landing. */
export interface UngovernedChanges {
  /** The last landing; null where the branch has none. */
  readonly base: CommitSha | null;
  readonly models: ReadonlyMap<ModelName, readonly ObservedCommit[]>;
}

type Reading = Pick<RegistryPorts, "repository" | "registry">;

/**
 * Walks from the tip to the last landing, by first parents, or along the other side of a merge where the newest landing
 * lies there. Every landing was made on a tip that had been looked at in the same way, so what lies before the last one
 * has been vouched for. Commits that touch no records are edits and of
 * no interest here.
 */
export async function findUngoverned(ports: Reading, tip: CommitSha): Promise<UngovernedChanges> {
  const models = new Map<ModelName, readonly ObservedCommit[]>();
  let commit: CommitSha | undefined = tip;
  for (let seen = 0; commit !== undefined; seen++) {
    if (seen === MAX_COMMITS_SINCE_LANDING) return nothingVouchedFor(ports, tip);
    const step: CommitLook = await lookAt(ports, commit);
    if (step.landing !== undefined) return { base: commit, models };
    for (const [model, touched] of recordsByModel(step.paths)) {
      const observed = observeCommit(commit, step.author, touched);
      models.set(model, [observed, ...(models.get(model) ?? [])]);
    }
    commit = step.parent;
  }
  return { base: null, models };
}

/** What one commit of the registry branch is and touched. */
export interface CommitLook {
  /** `note`: a landing that lets nothing in, such as an observation or a freeze. */
  readonly landing: "decided" | "edited" | "note" | undefined;
  readonly parent: CommitSha | undefined;
  readonly author: ObservedCommit["author"];
  readonly paths: readonly string[];
}

const NO_FILES: Tree = new Map();

/** A commit with what it changed, seen from one of its parents. */
interface Seen {
  readonly description: CommitDescription;
  readonly parent: CommitSha | undefined;
  readonly before: Tree;
  readonly after: Tree;
  readonly paths: readonly string[];
}

/** Tells a landing of the App from everything else. */
export async function lookAt(ports: Reading, commit: CommitSha): Promise<CommitLook> {
  const seen = await see(ports, commit);
  const landing = await landingOf(ports, seen);
  const { parent, paths } = landing === undefined ? await seeFromBranch(ports, commit, seen) : seen;
  return { landing, parent, author: seen.description.author, paths };
}

async function see({ repository }: Reading, commit: CommitSha, from?: CommitSha): Promise<Seen> {
  const description = await repository.describe(commit);
  const parent = from ?? description.parents[0];
  const after = await repository.tree(commit);
  const before = parent === undefined ? NO_FILES : await repository.tree(parent);
  return { description, parent, before, after, paths: changedPaths(before, after) };
}

async function landingOf(ports: Reading, seen: Seen): Promise<CommitLook["landing"]> {
  const { description, before, after, paths } = seen;
  if (!isMadeBy(description, ports.registry.app)) return undefined;
  const byModel = recordsByModel(paths);
  if (byModel.size === 0) return (await isEdit(ports, seen)) ? "edited" : undefined;
  const records = await Promise.all(
    Array.from(byModel, ([model, touched]) => readChange(ports, { model, paths: touched, before, after })),
  );
  const others = paths.filter((path) => recordOwner(path) === undefined);
  if (!isLanding({ description, records, others }, ports.registry.app)) return undefined;
  const events = records.flatMap(({ writtenEvents }) => [...writtenEvents.keys()].map(parsePath));
  const isNote = events.every(
    (path) => path?.kind === "event" && (path.event === "observed" || path.event === "annotated"),
  );
  return isNote ? "note" : "decided";
}

async function isEdit(ports: Reading, { description, before, after, paths }: Seen): Promise<boolean> {
  const added = paths.filter((path) => parsePath(path)?.kind === "edit-event" && !before.has(path));
  if (added.length === 0) return false;
  const changed = paths.map((path) => ({
    path,
    before: before.get(path)?.blob ?? null,
    after: after.get(path)?.blob ?? null,
  }));
  const addedEvents = await readTexts(ports, after, added);
  return isEditLanding({ description, addedEvents, changed }, ports.registry.app);
}

/**
 * Somebody who merges the registry branch into work of their own and pushes the result makes that work the first parent
 * and the branch the second. Seen from there every landing since would look like a change by hand, and putting
 * "back" what stood before would undo them: such a merge is seen from the side that holds the newest landing.
 */
async function seeFromBranch(ports: Reading, commit: CommitSha, seen: Seen): Promise<Seen> {
  const { parents } = seen.description;
  if (parents.length < 2 || seen.paths.length === 0) return seen;
  let best = { parent: seen.parent, age: -1 };
  for (const parent of parents) {
    const age = await newestLandingBehind(ports, parent);
    if (age > best.age) best = { parent, age };
  }
  return best.parent === seen.parent ? seen : see(ports, commit, best.parent);
}

/** How many events the newest landing among the ancestors leads to; -1 where none is found near enough. */
async function newestLandingBehind(ports: Reading, from: CommitSha): Promise<number> {
  const queue = [from];
  const met = new Set<CommitSha>();
  let newest = -1;
  for (let next = queue.shift(); next !== undefined; next = queue.shift()) {
    if (met.has(next) || met.size === MAX_COMMITS_SINCE_LANDING) continue;
    met.add(next);
    const seen = await see(ports, next);
    if ((await landingOf(ports, seen)) !== undefined) newest = Math.max(newest, countEvents(seen.after));
    else queue.push(...seen.description.parents);
  }
  return newest;
}

/** The log only grows, so of two landings the one with more events is the later. */
export function countEvents(tree: Tree): number {
  const kinds = [...tree.keys()].map((path) => parsePath(path)?.kind);
  return kinds.filter((kind) => kind === "event" || kind === "edit-event").length;
}

async function readTexts(
  { repository }: Reading,
  tree: Tree,
  paths: readonly string[],
): Promise<ReadonlyMap<string, string>> {
  const texts = new Map<string, string>();
  for (const path of paths) texts.set(path, (await readFile(repository, tree, path)) ?? "");
  return texts;
}

interface ChangedModel {
  readonly model: ModelName;
  readonly paths: readonly string[];
  readonly before: Tree;
  readonly after: Tree;
}

async function readChange(ports: Reading, changed: ChangedModel): Promise<RecordChange> {
  const { model, paths, before, after } = changed;
  const stages = formatPath({ kind: "stages", model });
  // Where somebody had put a file under the very name, the observation of that takes its place.
  const written = paths.filter((text) => {
    const path = parsePath(text);
    return path?.kind === "event" && after.has(text) && (path.event === "observed" || !before.has(text));
  });
  const writtenEvents = await readTexts(ports, after, written);
  return {
    model,
    paths,
    before: await readFile(ports.repository, before, stages),
    after: await readFile(ports.repository, after, stages),
    writtenEvents,
  };
}

/** Too far to look back: every model counts as changed, with the tip in place of the unknown commit. */
async function nothingVouchedFor({ repository }: Reading, tip: CommitSha): Promise<UngovernedChanges> {
  const { author } = await repository.describe(tip);
  const models = modelsIn(await repository.tree(tip)).map(
    (model) => [model, [observeCommit(tip, author, [formatPath({ kind: "stages", model })])]] as const,
  );
  return { base: null, models: new Map(models) };
}
