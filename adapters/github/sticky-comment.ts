import type { Section, SectionUpdate, StickyComments, WrittenComment } from "../../core/ports/comments.ts";
import { fitSections, placeSection } from "../../core/report/comment-fit.ts";
import {
  compareOrigins,
  formatComment,
  holdsSections,
  joinSections,
  parseComment,
} from "../../core/report/comment-sections.ts";
import type { CommentSections } from "../../core/report/section.ts";
import { type Comment, type CommentPlace, OwnComments } from "./own-comments.ts";

/** GitHub refuses comments beyond 65,536 characters; what is between is room for its own processing. */
export const MAX_COMMENT_CHARACTERS = 60_000;
/** Each round after the first answers another writer's doing, of which there are as many as legs. */
const MAX_ROUNDS = 20;
/** Rounds in which a sibling may still write its own section; with the pauses between them about 6 s. */
const PATIENCE = 4;
const FIRST_PAUSE_MS = 400;
const LONGEST_PAUSE_MS = 5_000;

export interface StickyCommentOptions extends CommentPlace {
  /** Pauses and chance are given by tests. */
  readonly pause?: (milliseconds: number) => Promise<void>;
  readonly chance?: () => number;
}

/** The sticky comment over GitHub's REST interface. */
export function createStickyComments(options: StickyCommentOptions): StickyComments {
  return { update: (update) => new SectionWriter(options, update).run() };
}

/**
 * Brings one section into the comment and leaves only when it stands there together with everybody else's. Every writer
 * joins what it reads with what it knows, and looks after its last write at the comment and at the list of records. So
 * whoever writes last has seen all records that were there before, and whoever uploads a later one writes later:
 * docs/decisions/0016-sections-without-compare-and-swap.md.
 */
class SectionWriter {
  readonly #options: StickyCommentOptions;
  readonly #comments: OwnComments;
  readonly #update: SectionUpdate;
  /** What has to stand in the end. */
  #known: CommentSections = new Map();
  #written = false;
  /** A section found no room even to be counted, so that looking for it is vain. */
  #full = false;

  constructor(options: StickyCommentOptions, update: SectionUpdate) {
    this.#options = options;
    this.#comments = new OwnComments(options);
    this.#update = update;
  }

  async run(): Promise<WrittenComment> {
    for (let round = 0; ; round += 1) {
      if (round > 0) await this.#pause(round);
      const { comment, changed } = await this.#bring();
      const { count, absent } = await this.#look();
      const complete = absent.length === 0 || this.#full;
      if (round === MAX_ROUNDS || (complete && (await this.#isDone({ changed, count })))) {
        return { url: comment.html_url, characters: (comment.body ?? "").length, written: this.#written };
      }
      if (round >= PATIENCE) await this.#restore(absent);
    }
  }

  /** One reading and, where something is missing or double, one writing. */
  async #bring(): Promise<{ readonly comment: Comment; readonly changed: boolean }> {
    const { pullRequest } = this.#update;
    const [existing, ...duplicates] = await this.#comments.find(pullRequest);
    this.#known = this.#withOwn(joinSections(sectionsOf([existing, ...duplicates]), this.#known));
    const body = formatComment(this.#known);
    if (existing !== undefined && sameText(existing.body ?? "", body) && duplicates.length === 0) {
      return { comment: existing, changed: false };
    }
    const comment = await this.#comments.write(pullRequest, existing, body);
    for (const { id } of duplicates) await this.#comments.remove(id);
    this.#written = true;
    return { comment: { ...comment, body }, changed: true };
  }

  /** Ours takes the place of an older one, at first also of one that is as new. */
  #withOwn(sections: CommentSections): CommentSections {
    const { section, origin = null } = this.#update;
    const there = sections.get(section);
    const order = there === undefined || origin === null ? -1 : compareOrigins(there.origin, origin);
    const stands = order > 0 || (order === 0 && this.#known.has(section));
    const fitted = stands
      ? fitSections(sections, MAX_COMMENT_CHARACTERS)
      : placeSection(sections, this.#update, MAX_COMMENT_CHARACTERS);
    this.#full ||= fitted.full;
    return fitted.sections;
  }

  async #look() {
    const { siblings } = this.#update;
    return siblings === undefined ? { count: 0, absent: [] } : await siblings.look(this.#known);
  }

  /** Whoever is alone need not look again. */
  async #isDone({ changed, count }: { readonly changed: boolean; readonly count: number }): Promise<boolean> {
    const alone = count === 0 && [...this.#known.keys()].every((key) => key === this.#update.section);
    if (!changed || alone) return true;
    const now = await this.#comments.find(this.#update.pullRequest);
    return now.length === 1 && holdsSections(sectionsOf(now), this.#known);
  }

  async #restore(absent: readonly (() => Promise<Section | undefined>)[]): Promise<void> {
    for (const make of absent) {
      const section = await make();
      if (section === undefined) continue;
      const placed = placeSection(this.#known, section, MAX_COMMENT_CHARACTERS);
      this.#full ||= placed.full;
      this.#known = placed.sections;
    }
  }

  /** Grows, and by chance, so that those who met once do not meet again. */
  async #pause(round: number): Promise<void> {
    const {
      pause = (milliseconds) => new Promise((resolve) => setTimeout(resolve, milliseconds)),
      chance = Math.random,
    } = this.#options;
    const longest = Math.min(LONGEST_PAUSE_MS, FIRST_PAUSE_MS * 2 ** (round - 1));
    await pause(longest * (0.5 + chance()));
  }
}

function sectionsOf(comments: readonly (Comment | undefined)[]): CommentSections {
  const parsed = comments.map((comment) => parseComment(comment?.body ?? "") ?? new Map());
  return parsed.reduce<CommentSections>(joinSections, new Map());
}

/** GitHub stores line ends as they were sent, and trims the end. */
function sameText(a: string, b: string): boolean {
  return a.replaceAll("\r\n", "\n").trim() === b.trim();
}
