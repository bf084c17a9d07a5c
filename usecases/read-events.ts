import type { CommitSha, ModelName } from "../core/names.ts";
import type { Tree } from "../core/ports/registry-repository.ts";
import { parseCanonical } from "../core/registry/documents.ts";
import {
  type DecidedEvent,
  type Event,
  eventSchema,
  isDecided,
  type Note,
  type ObservedEvent,
} from "../core/registry/event.ts";
import { formatPath, parsePath } from "../core/registry/layout.ts";
import type { Spoken } from "../core/registry/spoken.ts";
import type { RegistryPorts } from "./ports.ts";
import { readFile } from "./read-registry.ts";

type Reading = Pick<RegistryPorts, "repository">;

/** A model's events from the newest to the oldest, of one kind or of all, each read when it is asked for. */
export async function* eventsBackward(
  ports: Reading,
  tree: Tree,
  model: ModelName,
  kind?: Event["kind"],
): AsyncGenerator<Event> {
  const paths = [...tree.keys()].filter((text) => {
    const path = parsePath(text);
    return path?.kind === "event" && path.model === model && path.event === (kind ?? path.event);
  });
  for (const path of paths.toSorted().toReversed()) {
    const text = await readFile(ports.repository, tree, path);
    if (text !== undefined) yield parseCanonical(eventSchema, text, path);
  }
}

/**
 * The commit that landed an event; undefined when the branch does not tell, or when what added the file does not stand on
 * what the event says.
 */
export async function landingOf(ports: Reading, event: DecidedEvent): Promise<CommitSha | undefined> {
  const { model, sequence, kind } = event;
  const commit = await ports.repository.addedIn(formatPath({ kind: "event", model, sequence, event: kind }));
  if (commit === undefined) return undefined;
  const { parents } = await ports.repository.describe(commit);
  return parents[0] === event.tip && parents[1] === event.head ? commit : undefined;
}

/** The last event that tells of an ungoverned change; undefined where there never was one. */
export async function newestObserved(
  ports: Reading,
  tree: Tree,
  model: ModelName,
): Promise<ObservedEvent | undefined> {
  for await (const event of eventsBackward(ports, tree, model, "observed")) {
    if (event.kind === "observed") return event;
  }
  return undefined;
}

/** Whether the log has this note of this very comment: whoever landed it may have died before answering. */
export async function isNotedAlready(
  ports: Reading,
  tree: Tree,
  { model, note, said }: { readonly model: ModelName; readonly note: Note; readonly said: Spoken },
): Promise<boolean> {
  for await (const event of eventsBackward(ports, tree, model, "annotated")) {
    // Nothing lands before it was said.
    if (event.kind !== "annotated" || Date.parse(event.at) < Date.parse(said.at)) return false;
    if (event.note === note && event.said?.comment === said.comment) return true;
  }
  return false;
}

/** The last event by which a version entered a stage, or the last before another event. */
export async function lastEntry(
  ports: Reading,
  tree: Tree,
  wanted: {
    readonly model: ModelName;
    readonly version: number;
    readonly stage: string;
    readonly before?: number;
  },
): Promise<DecidedEvent | undefined> {
  for await (const event of eventsBackward(ports, tree, wanted.model)) {
    if (!isDecided(event) || event.sequence >= (wanted.before ?? Number.POSITIVE_INFINITY)) continue;
    if (event.version === wanted.version && event.decision.move.to === wanted.stage) return event;
  }
  return undefined;
}
