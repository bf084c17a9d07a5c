import type { Account } from "../../../core/people.ts";
import type { Review } from "../../../core/policy/facts.ts";

export interface Word {
  readonly user: Account;
  /** The last review of this person that is no comment. */
  readonly last: Review;
  /** Approvals of the head that are this person's word: of several in a row any may be of it. */
  readonly approving: readonly Review[];
}

/** The word of each person; bots and deleted accounts have none. */
export function lastWords(reviews: readonly Review[], head: string): readonly Word[] {
  const words = new Map<number, Word>();
  const inTime = reviews.toSorted(
    (a, b) => Date.parse(a.submittedAt) - Date.parse(b.submittedAt) || a.id - b.id,
  );
  for (const last of inTime) {
    const { user, state, commit } = last;
    if (user === null || user.bot || state === "commented") continue;
    const before = words.get(user.id)?.approving ?? [];
    const approving = state === "approved" ? [...before, ...(commit === head ? [last] : [])] : [];
    words.set(user.id, { user, last, approving });
  }
  return [...words.values()];
}
