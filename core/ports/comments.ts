/** What a section of the comment has become. `written` is false when it was there already. */
export interface WrittenComment {
  readonly url: string;
  /** Length of the whole comment in UTF-16 units, as GitHub counts it. */
  readonly characters: number;
  readonly written: boolean;
}

export interface SectionUpdate {
  readonly pullRequest: number;
  /** Names the section; one per experiment. Any text. */
  readonly section: string;
  /** The section's Markdown in at most `budget` characters; what remains is for the other sections. */
  readonly render: (budget: number) => string;
}

/**
 * The one comment of Pedigree on a pull request of the training repository. It is found again by a hidden marker
 * and its author, holds a section for each experiment, and leaves the others as they are.
 */
export interface StickyComments {
  update(update: SectionUpdate): Promise<WrittenComment>;
}
