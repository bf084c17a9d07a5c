import type { CommitSha } from "../names.ts";
import { type GtoEvent, inOrder } from "./event.ts";
import { findStages, type GtoStage } from "./stages.ts";
import { compareVersions } from "./version.ts";

/** Something in the tags that a person has to know, or to decide. */
export interface GtoConflict {
  readonly kind:
    | "ambiguous"
    | "fallback"
    | "unversioned"
    | "tie"
    | "counter order"
    | "moved version"
    | "unregistered";
  readonly artifact: string;
  readonly tags: readonly string[];
  readonly what: string;
}

export interface GtoVersion {
  readonly version: string;
  readonly commit: CommitSha;
  /** False once it was deregistered and not registered again. */
  readonly isActive: boolean;
  /** Every registration, oldest first. */
  readonly registrations: readonly GtoEvent[];
}

export interface GtoArtifact {
  readonly name: string;
  /** In the order in which they were first registered. */
  readonly versions: readonly GtoVersion[];
  /** The greatest active version; null where there is none. */
  readonly latest: string | null;
  /** Of a deprecated artifact there are none. */
  readonly stages: readonly GtoStage[];
  readonly isDeprecated: boolean;
  readonly conflicts: readonly GtoConflict[];
}

export interface GtoOptions {
  /** Which of the versions assigned to a stage holds it: the newest assignment, or the greatest version. */
  readonly holder: "newest" | "greatest";
  /** Whether a version leaves its stage when it enters another one, as on a board. */
  readonly isBoard: boolean;
}

export const DEFAULT_GTO_OPTIONS: GtoOptions = { holder: "newest", isBoard: false };

/**
 * What the tags of a repository say of its artifacts, by name. It follows GTO, but for what GTO gets wrong: within one second
 * the counter decides, a contradiction costs the tag that it is in and not the whole registry, and a stage that falls back
 * to an older version is told.
 */
export function foldGto(
  events: readonly GtoEvent[],
  options: GtoOptions = DEFAULT_GTO_OPTIONS,
): readonly GtoArtifact[] {
  const groups = [...Map.groupBy(events, ({ artifact }) => artifact)].sort(([a], [b]) => (a < b ? -1 : 1));
  return groups.map(([name, own]) => foldArtifact(name, own.toSorted(inOrder), options));
}

function foldArtifact(name: string, events: readonly GtoEvent[], options: GtoOptions): GtoArtifact {
  const { versions, conflicts } = findVersions(name, events);
  const active = versions.filter(({ isActive }) => isActive).map(({ version }) => version);
  const isDeprecated = events.at(-1)?.action.kind === "deprecate";
  const found = findStages(name, { events, versions }, options);
  return {
    name,
    versions,
    latest: active.toSorted(compareVersions).at(-1) ?? null,
    stages: isDeprecated ? [] : found.stages,
    isDeprecated,
    conflicts: [...conflicts, ...(isDeprecated ? [] : found.conflicts)],
  };
}

function findVersions(name: string, events: readonly GtoEvent[]) {
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
