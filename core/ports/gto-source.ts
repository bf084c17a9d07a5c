import type { GtoDescription } from "../gto/description.ts";
import type { GitTag } from "../gto/event.ts";

/** What a repository says of its artifacts outside of its tags, at its HEAD. */
export interface GtoFiles {
  readonly descriptions: readonly GtoDescription[];
  /** The stages that `.gto` allows; null where every stage is allowed. */
  readonly allowedStages: readonly string[] | null;
  /** One line for each file that cannot be read. */
  readonly notes: readonly string[];
}

/** A clone of a repository whose artifacts GTO governs. It is only read. */
export interface GtoSource {
  /** Every tag, in any order. Raises FILE_UNREADABLE where there is no repository. */
  tags(): Promise<readonly GitTag[]>;
  files(): Promise<GtoFiles>;
}
