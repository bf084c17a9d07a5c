import type { NewSection } from "../report/comment-fit.ts";
import type { CommentSections } from "../report/section.ts";

/** What a section of the comment has become. `written` is false when it was there already, or a newer run's is. */
export interface WrittenComment {
  readonly url: string;
  /** Length of the whole comment in UTF-16 units, as GitHub counts it. */
  readonly characters: number;
  readonly written: boolean;
}

export type Section = NewSection;

export interface SectionUpdate extends NewSection {
  readonly pullRequest: number;
  /** What else the comment has to hold in the end; left out, only what was seen there. */
  readonly siblings?: Siblings;
}

/**
 * Runs that comment at the same moment, such as the legs of a matrix. GitHub has no compare-and-swap for comments, so one of
 * them can overwrite another's section unseen; the records that they uploaded before tell what must be there.
 */
export interface Siblings {
  /** Asks anew each time. `absent` makes each section that is missing among these, or undefined where none is wanted. */
  look(sections: CommentSections): Promise<{
    readonly count: number;
    readonly absent: readonly (() => Promise<Section | undefined>)[];
  }>;
}

/**
 * The one comment of Pedigree on a pull request of the training repository. It is found again by a hidden marker
 * and its author, holds a section for each experiment, and leaves the others as they are where there is room for all.
 * It never grows beyond what GitHub takes: those that are too many are counted.
 */
export interface StickyComments {
  update(update: SectionUpdate): Promise<WrittenComment>;
}
