import { canonicalJson, digestOf } from "../canonical.ts";
import { PedigreeError } from "../errors.ts";
import type { CommitSha } from "../names.ts";
import { parseDocument } from "./documents.ts";
import { type Event, eventSchema } from "./event.ts";
import { firstDifference } from "./first-difference.ts";
import { applyEvent } from "./fold.ts";
import { formatPath } from "./layout.ts";
import { type Stages, stagesSchema } from "./stages.ts";
import type { AddedEvent } from "./verify-changes.ts";
import { type Finding, findingOf, findingOfError } from "./verify-finding.ts";

/** A value, where it could be had, and what was wrong on the way. */
export interface Checked<T> {
  readonly value: T | undefined;
  readonly findings: readonly Finding[];
}

/** Reads an event: its schema, its canonical bytes, and that its file's name says the same. */
export function checkEvent(text: string, { file, path }: AddedEvent, commit: CommitSha): Checked<Event> {
  const place = { commit, file };
  const event = attempt(() => parseDocument(eventSchema, text, file));
  if (event instanceof PedigreeError) {
    return { value: undefined, findings: [findingOfError("unreadable", place, event)] };
  }
  const named = { model: path.model, sequence: path.sequence, kind: path.event };
  const said = { model: event.model, sequence: event.sequence, kind: event.kind };
  return {
    value: event,
    findings: [
      ...checkBytes(text, event, place),
      ...findingOf("event-name", place, firstDifference(named, said)),
    ],
  };
}

/** Where the versions stand after the events; the fold itself refuses what is not possible. */
export function checkFold(before: Stages, events: readonly Event[], commit: CommitSha): Checked<Stages> {
  let stages = before;
  for (const event of events) {
    const next = attempt(() => applyEvent(stages, event));
    if (next instanceof PedigreeError) {
      const file = fileOf(event);
      return { value: undefined, findings: [findingOfError("chain", { commit, file }, next)] };
    }
    stages = next;
  }
  return { value: stages, findings: [] };
}

/** What a landing's `stages.json` is judged by. */
export interface StagesQuestion {
  /** Undefined where the log could not be folded up to here. */
  readonly expected: Stages | undefined;
  readonly text: string;
  readonly file: string;
  readonly commit: CommitSha;
  /** The last event of the commit, where it can be read. */
  readonly event: Event | undefined;
}

/** Reads `stages.json` and compares it with the fold. Its value stands in where the log itself is broken. */
export function checkStages({ expected, text, file, commit, event }: StagesQuestion): Checked<Stages> {
  const place = { commit, file };
  const found = attempt(() => parseDocument(stagesSchema, text, file));
  if (found instanceof PedigreeError) {
    return { value: undefined, findings: [findingOfError("unreadable", place, found)] };
  }
  const difference = expected === undefined ? undefined : firstDifference(expected, found);
  const findings = [
    ...checkBytes(text, found, place),
    ...findingOf("stages", place, difference),
    ...checkWitness(found, commit, event),
  ];
  return { value: found, findings };
}

// Two files of one commit that contradict each other: which of them was altered they cannot tell, so both are named.
function checkWitness(stages: Stages, commit: CommitSha, event: Event | undefined): readonly Finding[] {
  if (event === undefined || digestOf(event) === stages.last) return [];
  const file = fileOf(event);
  const expected = `digest ${stages.last}, as stages.json of the same commit says`;
  const found = `digest ${digestOf(event)}`;
  return [{ code: "event-digest", commit, file, path: null, expected, found }];
}

/** Reads a document that the App always writes in canonical form. */
export function checkBytes(
  text: string,
  document: unknown,
  place: { readonly commit: CommitSha; readonly file: string },
): readonly Finding[] {
  if (canonicalJson(document) === text) return [];
  const found = "the same content in another form";
  return [{ code: "not-canonical", ...place, path: null, expected: "canonical JSON", found }];
}

/** The path of an event's file. */
export function fileOf(event: Event): string {
  const { model, sequence, kind } = event;
  return formatPath({ kind: "event", model, sequence: Math.min(sequence, 999_999), event: kind });
}

/** The value, or the coded error that says why there is none; a defect of ours stays an exception. */
export function attempt<T>(read: () => T): T | PedigreeError {
  try {
    return read();
  } catch (error) {
    if (error instanceof PedigreeError) return error;
    throw error;
  }
}
