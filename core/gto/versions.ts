import type { CommitSha } from "../names.ts";
import type { GtoConflict } from "./conflict.ts";
import type { GtoEvent } from "./event.ts";

export interface GtoVersion {
  readonly version: string;
  readonly commit: CommitSha;
  /** False once it was deregistered and not registered again. */
  readonly isActive: boolean;
  /** Every registration, oldest first. */
  readonly registrations: readonly GtoEvent[];
}

/** The versions of one artifact, by the events of it in their order. */
export function findVersions(name: string, events: readonly GtoEvent[]) {
  const histories = Map.groupBy(events, ({ action }) => ("version" in action ? action.version : ""));
  histories.delete("");
  const versions: GtoVersion[] = [];
  const conflicts: GtoConflict[] = [];
  for (const [version, history] of histories) {
    const registrations = history.filter(({ action }) => action.kind === "register");
    const last = registrations.at(-1);
    const tags = history.map(({ tag }) => tag);
    if (last === undefined) {
      conflicts.push({
        kind: "unregistered",
        artifact: name,
        tags,
        what: `${version} was taken back and never registered`,
      });
      continue;
    }
    const isActive = history.at(-1)?.action.kind === "register";
    versions.push({ version, commit: last.commit, isActive, registrations });
    if (new Set(registrations.map(({ commit }) => commit)).size > 1) {
      const what = `${version} was registered at several commits; the last of them counts`;
      conflicts.push({ kind: "moved version", artifact: name, tags, what });
    }
  }
  return { versions, conflicts };
}
