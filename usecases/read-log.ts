import { PedigreeError } from "../core/errors.ts";
import { type CommitSha, type ModelName, modelNameSchema } from "../core/names.ts";
import type { RegistryHistory } from "../core/ports/registry-history.ts";
import { parseCanonical } from "../core/registry/documents.ts";
import { type DecidedEvent, type Event, eventSchema, isDecided } from "../core/registry/event.ts";
import { fold } from "../core/registry/fold.ts";
import type { LoggedEvent } from "../core/registry/history.ts";
import { parsePath } from "../core/registry/layout.ts";
import { recordOwner } from "../core/registry/protected-paths.ts";
import { readObservedCommits, readOwnObservations } from "./verify-observed.ts";

/**
 * A model's log with the commit that landed each event, oldest first. The chain is checked on the way: a log that does not
 * hold together raises REGISTRY_INCONSISTENT instead of answering. Raises MODEL_UNKNOWN.
 */
export async function readLog(history: RegistryHistory, model: ModelName): Promise<readonly LoggedEvent[]> {
  const log = await readEvents(history, `models/${model}/log`);
  if (log.length === 0) throw await unknownModel(history, model);
  fold(
    model,
    log.map(({ event }) => event),
  );
  return log;
}

/** Every event of every model that a decision stands behind, in the order of landing. */
export async function readAllDecided(
  history: RegistryHistory,
): Promise<readonly LoggedEvent<DecidedEvent>[]> {
  const log = await readEvents(history, "models");
  return log.flatMap(({ event, commit }) => (isDecided(event) ? [{ event, commit }] : []));
}

/** The error for a model that the registry does not have, naming those that it has. */
export async function unknownModel(history: RegistryHistory, model: string): Promise<PedigreeError> {
  const tree = await history.tree(history.tip, "models");
  const models = [...tree.keys()].flatMap((text) => {
    const path = parsePath(text);
    return path?.kind === "stages" ? [path.model] : [];
  });
  return new PedigreeError("MODEL_UNKNOWN", "the registry has no such model", {
    subject: history.ref,
    expected: models.length === 0 ? "a registered model (there is none yet)" : `one of ${listed(models)}`,
    found: model,
  });
}

/** A model's name as somebody typed it. Raises NAME_INVALID. */
export function parseModelName(text: string): ModelName {
  const name = modelNameSchema.safeParse(text);
  if (name.success) return name.data;
  throw new PedigreeError("NAME_INVALID", "not a model's name", {
    expected: name.error.issues[0]?.message ?? "a model name",
    found: JSON.stringify(text.slice(0, 60)),
  });
}

async function readEvents(history: RegistryHistory, under: string): Promise<readonly LoggedEvent[]> {
  const log: LoggedEvent[] = [];
  const observed = await readObservedCommits(history, under);
  for await (const commit of history.commits(under)) {
    const { id } = commit;
    const own = await readOwnObservations(history, commit);
    const restored = modelsOf(own);
    for (const { path: file, before, after } of commit.changes) {
      const path = parsePath(file);
      if (path?.kind !== "event" || observed.get(id)?.has(path.model) === true) continue;
      // What it does to the log beside its own event was told before.
      if (restored.has(path.model) && !own.has(file)) continue;
      if (after === null || (before !== null && !own.has(file))) throw rewritten(file, id);
      log.push({ event: await readEvent(history, file, after.blob), commit: id });
    }
  }
  return log;
}

function modelsOf(files: ReadonlySet<string>): ReadonlySet<ModelName> {
  return new Set([...files].flatMap((file) => recordOwner(file) ?? []));
}

async function readEvent(
  history: RegistryHistory,
  path: string,
  blob: Parameters<RegistryHistory["readText"]>[0],
): Promise<Event> {
  return parseCanonical(eventSchema, await history.readText(blob), path);
}

function rewritten(path: string, commit: CommitSha): PedigreeError {
  return new PedigreeError("REGISTRY_INCONSISTENT", "an event was changed after it had landed", {
    subject: path,
    expected: "a file that is written once",
    found: `a change in commit ${commit}`,
    remedy: "run pedigree verify to see everything that does not agree",
  });
}

/** Enough names to find the right one. */
const MAX_LISTED = 20;

function listed(names: readonly string[]): string {
  const more = names.length - MAX_LISTED;
  return `${names.slice(0, MAX_LISTED).join(", ")}${more > 0 ? ` and ${more} more` : ""}`;
}
