import type { Account } from "../../../core/people.ts";
import type { Facts, Known } from "../../../core/policy/facts.ts";
import type { Answer } from "../answer.ts";

type People = Known<readonly (Account | null)[]>;

export type PartFacts = Pick<
  Facts,
  "requester" | "trainer" | "otherTrainers" | "authors" | "committers" | "coAuthors" | "pusher"
>;

export interface Part {
  readonly admits: (user: Account) => Answer;
  /** Whether somebody with this part has no known account, and so could be any approver. */
  readonly unnamed: boolean;
}

/** Those who play a part that disqualifies. */
export function playing(role: string, facts: PartFacts): readonly Part[] {
  const one = (who: Account | null): People => ({ known: true, value: [who] });
  // Facts from before co-authors were read hold none.
  const coAuthors = facts.coAuthors === undefined ? [] : [facts.coAuthors];
  const lost: People = { known: false, reason: "not read" };
  const roles: Record<string, readonly People[]> = {
    // Nobody asks for a registration, so there is nobody to be left out.
    requester: facts.requester === null ? [] : [one(facts.requester)],
    // “`trainer` started the training run, or an attempt of it”
    trainer: [{ known: true, value: [facts.trainer, ...(facts.otherTrainers ?? [])] }],
    // “`author` wrote what is judged (co-authors as well)”
    author: [facts.authors, ...coAuthors],
    "co-author": [facts.coAuthors ?? lost],
    committer: [facts.committers],
    // “So it is when GitHub does not tell who pushed.”
    pusher: [one(facts.pusher?.known === true ? facts.pusher.value : null)],
  };
  return (roles[role] ?? [lost]).map((who) => {
    if (!who.known) return { admits: () => "perhaps", unnamed: false };
    return {
      admits: (user) => (who.value.some((account) => account?.id === user.id) ? "no" : "yes"),
      unnamed: who.value.includes(null),
    };
  });
}
