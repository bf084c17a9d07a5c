import { digestOf } from "../canonical.ts";
import { PedigreeError } from "../errors.ts";
import type { ModelName, StageName } from "../names.ts";
import type { Event, MovedEvent, RegisteredEvent } from "./event.ts";
import { formatPath } from "./layout.ts";
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
  checkDecision(event);
  const versions = event.kind === "registered" ? withRegistered(stages, event) : withMoved(stages, event);
  return {
    ...stages,
    sequence: event.sequence,
    last: digestOf(event),
    versions,
    holders: holdersOf(versions),
  };
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

function checkDecision(event: Event): void {
  const { decision } = event;
  const from = event.kind === "registered" ? null : event.from;
  const to = event.kind === "registered" ? event.stage : event.to;
  const { move } = decision;
  if (!decision.allowed) throw inconsistent(event, "decision.allowed", "true", "false");
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

function withMoved(stages: Stages, event: MovedEvent): Stages["versions"] {
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
