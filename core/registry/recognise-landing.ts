import { canonicalJson, digestOf } from "../canonical.ts";
import { PedigreeError } from "../errors.ts";
import type { CommitSha, ModelName } from "../names.ts";
import type { Account } from "../people.ts";
import type { CommitDescription } from "../ports/registry-repository.ts";
import { parseCanonical } from "./documents.ts";
import { type EditEvent, editEventSchema } from "./edit-event.ts";
import { applyEdit, editFileOf } from "./edit-log.ts";
import { type DecidedEvent, type Event, eventSchema, isDecided } from "./event.ts";
import { applyEvent, emptyStages } from "./fold.ts";
import { evidencePaths, formatPath, parsePath, RECORD_FILES } from "./layout.ts";
import { type Stages, stagesSchema } from "./stages.ts";

/** What one commit did to the records of one model. */
export interface RecordChange {
  readonly model: ModelName;
  readonly paths: readonly string[];
  /** `stages.json` before and after; undefined where it is missing. */
  readonly before: string | undefined;
  readonly after: string | undefined;
  /** Files that the commit added to the model's log, and observations that it wrote there, with their text. */
  readonly writtenEvents: ReadonlyMap<string, string>;
}

export interface CommitChange {
  readonly description: CommitDescription;
  readonly records: readonly RecordChange[];
  /** Everything else that the commit changed. */
  readonly others: readonly string[];
}

/** Whom GitHub may name as the committer of what it signs itself. */
const WEB_COMMITTER = "web-flow";

/**
 * Whether GitHub vouches that this account made the commit. A name can be forged by anyone who pushes, so where the
 * host signs what is committed by its API, only a valid signature counts.
 */
export function isMadeBy({ author, committer, signature }: CommitDescription, app: Account): boolean {
  if (author?.id !== app.id || signature === "none") return false;
  return committer?.id === app.id || (committer?.login === WEB_COMMITTER && signature === "valid");
}

/**
 * Whether a commit that changed records is a landing of the App: made by it, with the parents that its event names,
 * and with exactly the changes that follow from the event. Everything else is an ungoverned change.
 */
export function isLanding({ description, records, others }: CommitChange, app: Account): boolean {
  if (!isMadeBy(description, app)) return false;
  try {
    const events = records.map(readLandedEvent);
    if (events.length > 1 && events.some(({ kind }) => kind !== "observed")) return false;
    const along = events.flatMap((event) => (isDecided(event) ? takenAlong(event, others) : []));
    return (
      events.every((event) => hasItsParents(event, description.parents)) &&
      others.every((path) => along.includes(path))
    );
  } catch (error) {
    if (error instanceof PedigreeError && error.family === "user") return false;
    throw error;
  }
}

/** What a commit did that added an event to the registry's own log. */
export interface EditChange {
  readonly description: CommitDescription;
  /** The added events with their text. */
  readonly addedEvents: ReadonlyMap<string, string>;
  /** Everything that the commit changed, with git's ids before and after. */
  readonly changed: readonly EditEvent["paths"][number][];
}

/** Whether a commit is the landing of an edit: made by the App, with exactly what its one event says. */
export function isEditLanding({ description, addedEvents, changed }: EditChange, app: Account): boolean {
  const [added, ...more] = addedEvents;
  if (added === undefined || more.length > 0 || !isMadeBy(description, app)) return false;
  const [path, text] = added;
  try {
    const event = parseCanonical(editEventSchema, text, path);
    // The chain is the verifier's; what follows from the event alone is looked at here.
    applyEdit({ sequence: event.sequence - 1, last: event.previous }, event);
    const others = changed.filter((change) => change.path !== path);
    return (
      path === editFileOf(event) &&
      canonicalJson([event.tip, event.head]) === canonicalJson(description.parents) &&
      canonicalJson(event.paths) === canonicalJson(others)
    );
  } catch (error) {
    if (error instanceof PedigreeError && error.family === "user") return false;
    throw error;
  }
}

/**
 * Every landing is a merge, also of a note, which names no head. GitHub writes the author of a pull request into its squash
 * and signs it, whoever squashed it and whatever was pushed to it; so one parent proves nothing.
 */
function hasItsParents(event: Event, parents: readonly CommitSha[]): boolean {
  const [tip, head, ...more] = parents;
  if (tip !== event.tip || head === undefined || more.length > 0) return false;
  return !isDecided(event) || head === event.head;
}

/** What lands with an event and is no record: the card, and the bundles of a new version. */
function takenAlong(event: DecidedEvent, paths: readonly string[]): readonly string[] {
  const { model, version } = event;
  const card = formatPath({ kind: "version-file", model, version, file: "card.md" });
  return event.kind === "registered" ? [card, ...evidencePaths(paths, event)] : [card];
}

/**
 * The one event that the change adds, if everything else in the change follows from it; raises otherwise. An observation
 * may put older ones back beside it, so it is the one that the stages end with.
 */
function readLandedEvent(change: RecordChange): Event {
  const after = parseCanonical(stagesSchema, change.after ?? "", `stages of ${change.model}`);
  const [last, ...more] = [...change.writtenEvents].filter(([path]) => sequenceOf(path) === after.sequence);
  if (last === undefined || more.length > 0) {
    throw new PedigreeError("REGISTRY_INCONSISTENT", "a landing adds one event", { subject: change.model });
  }
  const [path, text] = last;
  const event = parseCanonical(eventSchema, text, path);
  const at = parsePath(path);
  const isItsPlace = at?.kind === "event" && at.event === event.kind && at.sequence === event.sequence;
  if (isItsPlace && follows(change, event, after)) return event;
  throw new PedigreeError("REGISTRY_INCONSISTENT", "a commit holds more than its event", { subject: path });
}

function sequenceOf(path: string): number | undefined {
  const at = parsePath(path);
  return at?.kind === "event" ? at.sequence : undefined;
}

function follows(change: RecordChange, event: Event, after: Stages): boolean {
  // An observation puts records back as they were at an older commit, so it does not follow from its parent.
  if (event.kind === "observed") return after.last === digestOf(event) && after.ungoverned !== undefined;
  const before =
    change.before === undefined
      ? emptyStages(change.model)
      : parseCanonical(stagesSchema, change.before, `stages of ${change.model}`);
  const allowed = new Set([
    formatPath({ kind: "event", model: event.model, sequence: event.sequence, event: event.kind }),
    formatPath({ kind: "stages", model: change.model }),
    ...(event.kind === "registered" ? recordPaths(event) : []),
  ]);
  return (
    change.paths.every((path) => allowed.has(path)) &&
    canonicalJson(applyEvent(before, event)) === canonicalJson(after)
  );
}

function recordPaths({ model, version }: DecidedEvent): readonly string[] {
  return RECORD_FILES.map((file) => formatPath({ kind: "version-file", model, version, file }));
}
