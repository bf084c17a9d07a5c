import type { CommitSha } from "../names.ts";

/**
 * What is wrong with an object that the registry branch reaches. `missing`: the clone has none of this id. `damaged`: its
 * bytes are not those that its id stands for. `malformed`: they are, but git itself refuses their form.
 */
export type ObjectFaultKind = "missing" | "damaged" | "malformed";

export interface ObjectFault {
  readonly kind: ObjectFaultKind;
  /** Null where it is no single object but a file in which the clone keeps them. */
  readonly object: { readonly type: "commit" | "tree" | "blob"; readonly id: string } | null;
  /** A commit that has it: the first one of the branch itself, else of what was merged into it. */
  readonly commit: CommitSha;
  /** Where that commit has it; null for the commit itself, its root folder, and a file that keeps objects. */
  readonly path: string | null;
  /** What git says of it; empty where the kind says it all. */
  readonly words: string;
}

/** The objects of a clone themselves, below everything that is read from them. */
export interface RegistryObjects {
  /**
   * Everything that is wrong with what the registry branch reaches, merged branches included: commits, folders and files.
   * Nothing is fetched. Raises INPUT_INVALID for a partial clone that lacks some of it, FILE_UNREADABLE when git cannot run.
   */
  faults(): Promise<readonly ObjectFault[]>;
}
