import type { PedigreeError } from "../errors.ts";
import type { CommitSha } from "../names.ts";
import type { Difference } from "./first-difference.ts";

/**
 * Everything that a history can have wrong, by code, with what it means. `docs/verify.md` is generated from this table.
 */
export const FINDINGS = {
  missing: "the clone lacks an object of git that the registry branch holds: a commit, a folder or a file",
  damaged:
    "an object of git has other bytes than its id stands for, or a file in which the clone keeps objects is damaged",
  malformed: "an object of git has a form that git itself refuses, so that readers may take it differently",
  ungoverned: "a file that only a landing may write was written by another commit",
  "ungoverned-edit":
    "a path that `access.edit` covers was changed, and no edit's landing did or acknowledges it",
  immutable: "a file that is written once was changed or removed",
  mode: "a file of the registry is a link, a submodule or executable",
  "unknown-file": "a file lies in a log or a version's folder that the layout does not know",
  unreadable:
    "a file that a landing wrote or was judged by cannot be read, or has not the form of its schema",
  "not-canonical": "a file's bytes are not those that the App writes for the same content",
  "event-name": "an event's file name does not say what the event says",
  chain: "an event does not continue its log, or is not possible from where the versions stood",
  "event-digest": "an event is not the one whose digest `stages.json` of the same commit holds",
  stages: "`stages.json` is not what the log folds to",
  parents: "a landing's parents are not the tip and the head that were judged",
  policy: "the policy at the landing's parent is missing, unusable, or not the one that the decision names",
  decision: "deciding again from the recorded facts gives another decision",
  facts: "the recorded facts are not those that were decided on, or contradict the registry",
  record: "a version's record contradicts its event, its folder or its `run.json`",
  tree: "a landing wrote something that its plan does not hold, or left out what it holds",
} as const;

export type FindingCode = keyof typeof FINDINGS;

/** One contradiction in a registry's history: where it is, what was expected there and what was found. */
export interface Finding {
  readonly code: FindingCode;
  readonly commit: CommitSha;
  /** Null only where no single file is wrong. */
  readonly file: string | null;
  /** The place inside the file, null for the file as a whole. */
  readonly path: string | null;
  readonly expected: string;
  readonly found: string;
  /** What to do about it, where that is the same for whoever has this clone. */
  readonly remedy?: string;
}

/** Where a finding belongs. */
export interface FindingPlace {
  readonly commit: CommitSha;
  readonly file: string | null;
}

/** A finding from where two documents differ; none where they do not. */
export function findingOf(
  code: FindingCode,
  place: FindingPlace,
  difference: Difference | undefined,
): readonly Finding[] {
  if (difference === undefined) return [];
  const { path, expected, found } = difference;
  return [{ code, ...place, path: path === "" ? null : path, expected, found }];
}

/** A finding from an error that names its place itself. */
export function findingOfError(code: FindingCode, place: FindingPlace, error: PedigreeError): Finding {
  const { path, expected, found } = error.details;
  return {
    code,
    ...place,
    path: path === undefined || path === "" ? null : path,
    expected: expected ?? "a file as the App writes it",
    found: found ?? error.message,
  };
}
