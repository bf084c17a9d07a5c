import type { ObjectFault, ObjectFaultKind } from "../ports/registry-objects.ts";
import type { Finding } from "./verify-finding.ts";

/** What a reader of the history is told of an object that has a finding of its own. */
export const LOST = "an object with a finding of its own";

const FOUND: Readonly<Record<ObjectFaultKind, string>> = {
  missing: "nothing in this clone",
  damaged: "other bytes",
  malformed: "a form that git refuses",
};

/** What is there has been like that since it was written; everything else is this clone's own trouble. */
const REMEDY = "clone the registry again from where it is kept, and verify that clone";

/** A fault of the clone's objects as a finding at the place that it affects. */
export function findingOfFault({ kind, object, commit, path, words }: ObjectFault): Finding {
  const said = words === "" ? "" : `: ${words}`;
  return {
    code: kind,
    commit,
    file: path,
    path: null,
    expected: object === null ? "objects as they were fetched" : `${object.type} ${object.id}`,
    found: object === null && words !== "" ? words : `${FOUND[kind]}${said}`,
    ...(kind === "malformed" ? {} : { remedy: REMEDY }),
  };
}

/** Whether the history can be followed past these faults: commits and folders lead to everything else. */
export function isWalkable(faults: readonly ObjectFault[]): boolean {
  return faults.every(({ kind, object }) => kind === "malformed" || object?.type === "blob");
}
