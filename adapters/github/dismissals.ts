import type { Known, Review } from "../../core/policy/facts.ts";
import { toAccountOrNull } from "./accounts.ts";
import type { Listing } from "./api.ts";

/** The parts of GitHub's events that tell of a dismissal. */
interface EventDto {
  readonly event: string;
  readonly actor?: Parameters<typeof toAccountOrNull>[0];
  readonly dismissed_review?: { readonly state: string; readonly review_id: number };
}

type Dismissed = NonNullable<Review["dismissed"]>;
const STATES: ReadonlySet<string> = new Set(["approved", "changes_requested", "commented"]);

function isState(text: string): text is Dismissed["state"] {
  return STATES.has(text);
}

/**
 * Reviews with what the dismissed ones said and who dismissed them: GitHub keeps both only in the pull request's events.
 * Not known where the events do not tell of a dismissal, for anybody who may write can dismiss what stops a move.
 */
export function withDismissals(
  reviews: readonly Review[],
  { items, complete }: Listing<EventDto>,
): Known<readonly Review[]> {
  if (!complete) return { known: false, reason: "there are too many events to find who dismissed a review" };
  const dismissals = new Map<number, Dismissed>();
  for (const { actor, dismissed_review: dismissed } of items) {
    const state = dismissed?.state.toLowerCase() ?? "";
    if (dismissed !== undefined && isState(state)) {
      dismissals.set(dismissed.review_id, { state, by: toAccountOrNull(actor) });
    }
  }
  const missing = reviews.find(({ id, state }) => state === "dismissed" && !dismissals.has(id));
  if (missing !== undefined) {
    return { known: false, reason: `GitHub does not tell who dismissed review ${missing.id}` };
  }
  const value = reviews.map((review) => {
    const dismissed = review.state === "dismissed" ? dismissals.get(review.id) : undefined;
    return dismissed === undefined ? review : { ...review, dismissed };
  });
  return { known: true, value };
}
