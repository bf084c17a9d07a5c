import { z } from "zod";
import { instantSchema } from "../names.ts";
import type { Refusal } from "./refusal.ts";

/** The comment that something was said in: its number, and when it was written, in GitHub's whole seconds. */
export const spokenSchema = z
  .strictObject({ comment: z.int().positive(), at: instantSchema })
  .meta({ id: "Spoken", description: "the comment in which it was said, and when that was written" });
export type Spoken = z.infer<typeof spokenSchema>;

/**
 * For so many milliseconds after it was written a word holds that opens something: an hour. GitHub sends a lost webhook of the last
 * three days again when it is asked to, and what somebody saw who overrode, unfroze or acknowledged three days ago is not what
 * stands there now. An hour is what a restart, a rate limit and all retries of one delivery may take together.
 */
export const WORDS_HOLD_MS = 3_600_000;

/** Why a word that opens something does not hold any more at this moment; undefined while it does. */
export function whyTooLate({ at }: Pick<Spoken, "at">, now: string): Refusal | undefined {
  // A moment that cannot be read is NaN, and no number is within an hour of that.
  if (Date.parse(now) - Date.parse(at) <= WORDS_HOLD_MS) return undefined;
  return {
    code: "MOVE_REFUSED",
    reason: `it was written at ${at}, more than an hour ago`,
    who: "whoever said it",
    next: "say it again if it still holds",
  };
}

/** Whether the first was said after the second. Comments of one second are told apart by their numbers, which grow. */
export function isSaidAfter(first: Spoken, second: Spoken): boolean {
  const apart = Date.parse(first.at) - Date.parse(second.at);
  return apart === 0 ? first.comment > second.comment : apart > 0;
}
