import type { ErrorCode, PedigreeError } from "../errors.ts";

/** Why something is not done, and how it could be: each of the three is a sentence's part in plain words. */
export interface Refusal {
  readonly code: ErrorCode;
  /** What is missing or stands in the way. */
  readonly reason: string;
  /** Who can provide it. */
  readonly who: string;
  /** What to do now. */
  readonly next: string;
}

/** Whoever may change the policy, in words. */
export const POLICY_EDITORS = "whoever may change pedigree.yml";

/** What is wrong with the registry itself, as a refusal. The error's own advice comes first. */
export function refusalOf({ code, message, details }: PedigreeError): Refusal {
  const place = details.subject ?? "the registry";
  return {
    code,
    reason: message,
    who: `whoever may write to the registry's branch, by a pull request that mends ${place}`,
    next: details.remedy ?? `mend ${place}, then say it again`,
  };
}
