import type { GtoConflict } from "./conflict.ts";
import { type GtoEvent, inOrder } from "./event.ts";
import { findStages, type GtoOptions, type GtoStage } from "./stages.ts";
import { compareVersions } from "./version.ts";
import { findVersions, type GtoVersion } from "./versions.ts";

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
