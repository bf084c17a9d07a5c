import { canonicalJson } from "../canonical.ts";
import { PedigreeError } from "../errors.ts";
import type { EditDecision } from "../policy/edit-decision.ts";
import type { EditFacts } from "../policy/edit-facts.ts";
import type { Change, Changes } from "../ports/registry-repository.ts";
import type { EditEvent } from "./edit-event.ts";
import { applyEdit, type EditLog, editFileOf } from "./edit-log.ts";

/** The landing of an edit: its event, and the files and message of the commit that holds both. */
export interface EditPlan {
  readonly event: EditEvent;
  readonly changes: Changes;
  readonly message: string;
}

export interface JudgedEdit {
  readonly pull: number;
  readonly decision: EditDecision;
  readonly facts: EditFacts;
}

/**
 * The tip's tree plus, for each touched path, the file of the judged head, and the event. Raises REGISTRY_INCONSISTENT for
 * an edit that its decision does not allow.
 */
export function planEdit(log: EditLog, { pull, decision, facts }: JudgedEdit): EditPlan {
  if (!facts.paths.known) {
    throw new PedigreeError("REGISTRY_INCONSISTENT", "an edit of unknown paths cannot land", {
      subject: `pull request #${pull}`,
    });
  }
  const paths = facts.paths.value;
  const event: EditEvent = {
    schemaVersion: 1,
    kind: "edited",
    sequence: log.sequence + 1,
    previous: log.last,
    at: facts.at,
    tip: facts.tip,
    head: facts.head,
    pull,
    paths: paths.map(({ path, tip, head }) => ({
      path,
      before: tip?.blob ?? null,
      after: head?.blob ?? null,
    })),
    decision,
    facts,
  };
  applyEdit(log, event);
  const edited = paths.map(({ path, head }): [string, Change] => [
    path,
    head === null ? null : { blob: head.blob },
  ]);
  const file = editFileOf(event);
  const [first] = paths;
  const what = paths.length === 1 && first !== undefined ? first.path : `${paths.length} files`;
  return {
    event,
    changes: new Map([...edited, [file, canonicalJson(event)]]),
    message: `Edit ${what} (#${pull})\n\nEvent: ${file}\n`,
  };
}
