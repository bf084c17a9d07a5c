/**
 * Which run a section is of, so that an older one never takes the place of a newer one. GitHub numbers workflow runs in
 * the order in which they began.
 */
export interface SectionOrigin {
  readonly workflowRun: number;
  readonly attempt: number;
  /** How many runs it speaks of: 1, and those that repeat it. Of legs that finish together the one that saw most tells most. */
  readonly runs: number;
  /** Path of the workflow's file, by which a newer run of the same is known; left out where that is not told. */
  readonly workflow?: string;
  /** 40 or 64 hexadecimal digits. */
  readonly commit?: string;
}

export interface CommentSection {
  /** Empty where there is no room for it: it is counted, and the job summary tells it. */
  readonly body: string;
  /** Null where it is of no workflow run; anything may take its place. */
  readonly origin: SectionOrigin | null;
}

/** Section key → what it holds. */
export type CommentSections = ReadonlyMap<string, CommentSection>;
