import type { CommitSha } from "../../names.ts";
import type { Account } from "../../people.ts";
import type { Review } from "../facts.ts";

/** Where one person stands after all that they submitted. */
export interface Verdict {
  readonly user: Account;
  readonly state: "approved" | "changes_requested" | "dismissed";
  /** The review that is the person's word. */
  readonly word: Review;
  /** The approval of the judged commit, when the person's word is an approval and covers it. */
  readonly approval: Review | undefined;
}

/**
 * The word of each person: the last submitted review that is no mere comment. What came before it is void for good,
 * so an older approval never comes back when a later review is dismissed. Several approvals in a row are one
 * word; it covers the head if any of them does (a branch may be pushed back to what was approved). Bots and deleted
 * accounts have no word. Oldest word first, by time and then by id, whatever the order of the list.
 */
export function verdicts(reviews: readonly Review[], head: CommitSha): readonly Verdict[] {
  const ordered = reviews.toSorted(compareSubmission);
  const people = Map.groupBy(ordered.filter(isWord), ({ user }) => user.id);
  return [...people.values()].flatMap((words) => {
    const last = words.at(-1);
    if (last === undefined) return [];
    const void_ = words.findLastIndex(({ state }) => state !== "approved");
    const approval = words.slice(void_ + 1).findLast(({ commit }) => commit === head);
    return [{ user: last.user, state: last.state, word: last, approval }];
  });
}

type Word = Review & { readonly user: Account; readonly state: Verdict["state"] };

function isWord(review: Review): review is Word {
  return review.user !== null && !review.user.bot && review.state !== "commented";
}

function compareSubmission(a: Review, b: Review): number {
  const [first, second] = [sortable(a.submittedAt), sortable(b.submittedAt)];
  return first < second ? -1 : first > second ? 1 : a.id - b.id;
}

/** `12:00:00Z` and `12:00:00.5Z` do not sort as text; with six digits of fraction they do. */
function sortable(instant: string): string {
  const [seconds = "", fraction = ""] = instant.slice(0, -1).split(".");
  return `${seconds}.${fraction.padEnd(6, "0")}`;
}
