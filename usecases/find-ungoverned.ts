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
 * Walks from the tip to the last landing, by first parents. Every landing was made on a tip that had been looked at in
 * the same way, so what lies before the last one has been vouched for. Commits that touch no records are edits and of
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

/** Tells a landing of the App from everything else. */
export async function lookAt(ports: Reading, commit: CommitSha): Promise<CommitLook> {
  const { repository, registry } = ports;
  const description = await repository.describe(commit);
  const [parent] = description.parents;
  const after = await repository.tree(commit);
  const before = parent === undefined ? NO_FILES : await repository.tree(parent);
  const paths = changedPaths(before, after);
  const change = { description, before, after, paths };
  const landing = isMadeBy(description, registry.app) ? await landingOf(ports, change) : undefined;
  return { landing, parent, author: description.author, paths };
}

interface Changed {
  readonly description: CommitDescription;
  readonly before: Tree;
  readonly after: Tree;
  readonly paths: readonly string[];
}

async function landingOf(ports: Reading, change: Changed): Promise<CommitLook["landing"]> {
  const { description, before, after, paths } = change;
  const byModel = recordsByModel(paths);
  if (byModel.size === 0) return (await isEdit(ports, change)) ? "edited" : undefined;
  const records = await Promise.all(
    Array.from(byModel, ([model, touched]) => readChange(ports, { model, paths: touched, before, after })),
  );
  const others = paths.filter((path) => recordOwner(path) === undefined);
  if (!isLanding({ description, records, others }, ports.registry.app)) return undefined;
  const events = records.flatMap(({ addedEvents }) => [...addedEvents.keys()].map(parsePath));
  const isNote = events.every(
    (path) => path?.kind === "event" && (path.event === "observed" || path.event === "annotated"),
  );
  return isNote ? "note" : "decided";
}

async function isEdit(ports: Reading, { description, before, after, paths }: Changed): Promise<boolean> {
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
  const added = paths.filter((path) => parsePath(path)?.kind === "event" && !before.has(path));
  const addedEvents = await readTexts(ports, after, added);
  return {
    model,
    paths,
    before: await readFile(ports.repository, before, stages),
    after: await readFile(ports.repository, after, stages),
    addedEvents,
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
