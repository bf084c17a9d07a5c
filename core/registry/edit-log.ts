import { digestOf } from "../canonical.ts";
import { PedigreeError } from "../errors.ts";
import type { Sha256 } from "../names.ts";
import type { EditEvent } from "./edit-event.ts";
import { formatPath, parsePath } from "./layout.ts";

/** Where the registry's own log stands: the number and the digest of its last event. */
export interface EditLog {
  readonly sequence: number;
  readonly last: Sha256 | null;
}

/** Before the first edit that landed by the App; a registry without such a log is one without such edits. */
export const EMPTY_EDIT_LOG: EditLog = { sequence: 0, last: null };

/** The path of an edit's event. */
export function editFileOf({ sequence }: Pick<EditEvent, "sequence">): string {
  return formatPath({ kind: "edit-event", sequence: Math.min(sequence, 999_999) });
}

/** The number of the newest event among the files of a commit, 0 where there is none. */
export function newestEdit(paths: Iterable<string>): number {
  let newest = 0;
  for (const text of paths) {
    const path = parsePath(text);
    if (path?.kind === "edit-event") newest = Math.max(newest, path.sequence);
  }
  return newest;
}

/**
 * One step along the registry's log. The event has to continue the chain, be allowed by its own decision, and list exactly
 * the paths that were judged; else REGISTRY_INCONSISTENT names it.
 */
export function applyEdit(log: EditLog, event: EditEvent): EditLog {
  const { facts, decision } = event;
  if (event.sequence !== log.sequence + 1) {
    throw inconsistent(event, "sequence", String(log.sequence + 1), String(event.sequence));
  }
  if (event.previous !== log.last) {
    throw inconsistent(event, "previous", log.last ?? "null", event.previous ?? "null");
  }
  if (!decision.allowed) throw inconsistent(event, "decision.allowed", "true", "false");
  const judged = facts.paths.known
    ? facts.paths.value.map(({ path, tip, head }) => lineOf(path, tip?.blob ?? null, head?.blob ?? null))
    : [];
  const listed = event.paths.map(({ path, before, after }) => lineOf(path, before, after));
  if (judged.join("\n") !== listed.join("\n")) {
    throw inconsistent(event, "paths", "the judged paths", "other paths");
  }
  return { sequence: event.sequence, last: digestOf(event) };
}

function lineOf(path: string, before: string | null, after: string | null): string {
  return `${path} ${before} ${after}`;
}

function inconsistent(event: EditEvent, path: string, expected: string, found: string): PedigreeError {
  return new PedigreeError("REGISTRY_INCONSISTENT", "an event does not fit the registry's log", {
    subject: editFileOf(event),
    path,
    expected,
    found,
    remedy: "compare the file with the commit that landed it",
  });
}
