import { digestOf } from "../canonical.ts";
import { PedigreeError } from "../errors.ts";
import { instantSchema, type ModelName, type StageName } from "../names.ts";
import { type Frozen, MAX_NAMED_COMMITS } from "../policy/halt.ts";
import type {
  AnnotatedEvent,
  DecidedEvent,
  Event,
  MovedEvent,
  ObservedEvent,
  OverriddenEvent,
  RegisteredEvent,
} from "./event.ts";
import { formerAfter } from "./former.ts";
import { formatPath } from "./layout.ts";
import { isSaidAfter } from "./spoken.ts";
import type { Stages } from "./stages.ts";

type Standing = Stages["versions"][string];

/** The stages of a model before its first event. */
export function emptyStages(model: ModelName): Stages {
  return {
    schemaVersion: 1,
    kind: "stages",
    model,
    sequence: 0,
    last: null,
    versions: {},
    holders: {},
  };
}

/** Where a model's versions stand after all its events, in their order. Raises REGISTRY_INCONSISTENT. */
export function fold(model: ModelName, events: readonly Event[]): Stages {
  return events.reduce(applyEvent, emptyStages(model));
}

/**
 * One step of the fold. The event must continue the chain (next sequence number, digest of the event before it), be
 * allowed by its own decision, and be possible from where the versions stand; else REGISTRY_INCONSISTENT names it.
 */
export function applyEvent(stages: Stages, event: Event): Stages {
  checkChain(stages, event);
  return { ...changeOf(stages, event), sequence: event.sequence, last: digestOf(event) };
}

function changeOf(stages: Stages, event: Event): Stages {
  switch (event.kind) {
    case "registered":
      checkDecision(stages, event);
      return withVersions(stages, withRegistered(stages, event));
    case "moved":
    case "overridden": {
      checkDecision(stages, event);
      const { former: _, ...after } = withVersions(stages, withMoved(stages, event));
      const former = formerAfter(stages.former ?? {}, event);
      return Object.keys(former).length === 0 ? after : { ...after, former };
    }
    case "annotated":
      return withNote(stages, event);
    case "observed":
      return withObserved(stages, event);
  }
}

function withVersions(stages: Stages, versions: Stages["versions"]): Stages {
  return { ...stages, versions, holders: holdersOf(versions) };
}

/** Stage → the versions that stand in it, ascending; a stage that nobody holds is left out. */
export function holdersOf(versions: Stages["versions"]): Stages["holders"] {
  const holders: Record<StageName, number[]> = {};
  const ascending = Object.entries(versions).sort(([a], [b]) => Number(a) - Number(b));
  for (const [number, { stage }] of ascending) {
    holders[stage] = [...(holders[stage] ?? []), Number(number)];
  }
  return holders;
}

/** Where a version stands; undefined when the model has no such version. */
export function standingOf(stages: Stages, version: number): Standing | undefined {
  return Object.hasOwn(stages.versions, String(version)) ? stages.versions[String(version)] : undefined;
}

/** When the version entered the stage where it stands; null for one that stands nowhere, or where no instant is written. */
export function standingSince(stages: Stages, version: number): string | null {
  const since = instantSchema.safeParse(standingOf(stages, version)?.since);
  return since.success ? since.data : null;
}

function checkChain(stages: Stages, event: Event): void {
  if (event.model !== stages.model) {
    throw inconsistent(event, "model", stages.model, event.model);
  }
  if (event.sequence !== stages.sequence + 1) {
    throw inconsistent(event, "sequence", String(stages.sequence + 1), String(event.sequence));
  }
  if (event.previous !== stages.last) {
    throw inconsistent(event, "previous", stages.last ?? "null", event.previous ?? "null");
  }
}

/** What the decision allowed landed as it says; what it refused landed only as an override. */
function checkDecision(stages: Stages, event: DecidedEvent): void {
  const { decision } = event;
  const from = event.kind === "registered" ? null : event.from;
  const to = event.kind === "registered" ? event.stage : event.to;
  const { move } = decision;
  const overridden = event.kind === "overridden";
  if (decision.allowed === overridden) {
    throw inconsistent(event, "decision.allowed", String(!overridden), String(decision.allowed));
  }
  if (stages.ungoverned !== undefined) throw inconsistent(event, "kind", "an acknowledgement", event.kind);
  if (stages.frozen !== undefined && !overridden && move.kind !== "rollback") {
    throw inconsistent(event, "kind", "a rollback or an override while the model is frozen", event.kind);
  }
  const judged = `${move.model} ${move.version}: ${move.from} → ${move.to}`;
  const done = `${event.model} ${event.version}: ${from} → ${to}`;
  if (judged !== done) throw inconsistent(event, "decision.move", done, judged);
}

function withRegistered(stages: Stages, event: RegisteredEvent): Stages["versions"] {
  if (standingOf(stages, event.version) !== undefined) {
    throw inconsistent(event, "version", "a version that is not registered", String(event.version));
  }
  const standing = { stage: event.stage, since: event.at, run: event.run, pull: event.pull };
  return { ...stages.versions, [event.version]: standing };
}

function withMoved(stages: Stages, event: MovedEvent | OverriddenEvent): Stages["versions"] {
  const standing = standingOf(stages, event.version);
  if (standing?.stage !== event.from) {
    throw inconsistent(event, "from", standing?.stage ?? "a registered version", event.from);
  }
  if (event.from === event.to) throw inconsistent(event, "to", "another stage", event.to);
  const moved = new Map([[event.version, event.to]]);
  event.displaced.forEach((holder, index) => {
    const place = `displaced[${index}]`;
    if (moved.has(holder.version) || standingOf(stages, holder.version)?.stage !== event.to) {
      throw inconsistent(event, place, `a version in ${event.to}`, String(holder.version));
    }
    if (holder.to === event.to) throw inconsistent(event, place, "another stage", holder.to);
    moved.set(holder.version, holder.to);
  });
  const versions = { ...stages.versions };
  for (const [version, stage] of moved) {
    const old = standingOf(stages, version);
    if (old !== undefined) versions[String(version)] = { ...old, stage, since: event.at };
  }
  return versions;
}

function withNote({ frozen, ungoverned, ...stages }: Stages, event: AnnotatedEvent): Stages {
  const { reason } = event;
  const [needed, present] = event.note === "acknowledged" ? ["ungoverned", ungoverned] : ["frozen", frozen];
  if (present === undefined && event.note !== "frozen") {
    throw inconsistent(event, "note", `a model that is ${needed}`, event.note);
  }
  if (reason === null && event.note !== "unfrozen") throw inconsistent(event, "reason", "a reason", "null");
  switch (event.note) {
    case "frozen":
      return { ...stages, ...(ungoverned && { ungoverned }), frozen: lastFrozen(frozen, event) };
    case "unfrozen":
      return { ...stages, ...(ungoverned && { ungoverned }) };
    case "acknowledged":
      return { ...stages, ...(frozen && { frozen }) };
  }
}

/** What was said last stands there, in whichever order the comments were heard. */
function lastFrozen(frozen: Frozen | undefined, { by, reason, at, said }: AnnotatedEvent): Frozen {
  if (frozen?.said !== undefined && said !== undefined && isSaidAfter(frozen.said, said)) return frozen;
  return { by, reason: reason ?? "", since: at, ...(said && { said }) };
}

/** More ungoverned changes before the first are acknowledged are one state with the commits of all. */
function withObserved(stages: Stages, event: ObservedEvent): Stages {
  const before = stages.ungoverned?.commits ?? [];
  const commits = [...new Set([...before, ...event.commits.map(({ commit }) => commit)])];
  const since = stages.ungoverned?.since ?? event.at;
  return { ...stages, ungoverned: { since, commits: commits.slice(-MAX_NAMED_COMMITS) } };
}

function inconsistent(event: Event, path: string, expected: string, found: string): PedigreeError {
  const subject = formatPath({
    kind: "event",
    model: event.model,
    sequence: Math.min(event.sequence, 999_999),
    event: event.kind,
  });
  return new PedigreeError("REGISTRY_INCONSISTENT", "an event does not fit the log", {
    subject,
    path,
    expected,
    found,
    remedy: "compare the file with the commit that landed it",
  });
}
