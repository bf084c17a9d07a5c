import type { Account } from "../../../core/people.ts";
import { type Answer, agreed, answer, every, some } from "../answer.ts";
import type { Group, ReviewFacts } from "./approvals.ts";

const RIGHTS = ["none", "read", "triage", "write", "maintain", "admin"];

/** Whether `from` lets somebody approve, who has to have the right to write as well. */
export function lets(user: Account, from: Group["from"], facts: ReviewFacts): Answer {
  const named = from === "owners" ? facts.owners : from;
  const rights = (facts.reviewers ?? []).filter(({ userId }) => userId === user.id);
  const mayWrite = agreed(rights.map((right) => answer(right.mayWrite)));
  if (named === null) return mayWrite;
  const belongs = some(
    named.map((who) => {
      if ("user" in who) {
        const { id } = who;
        return answer(
          id === undefined ? who.user.toLowerCase() === user.login.toLowerCase() : id === user.id,
        );
      }
      if ("permission" in who) {
        const wanted = RIGHTS.indexOf(who.permission);
        return agreed(
          rights.map(({ permission }) => answer(permission && RIGHTS.indexOf(permission) >= wanted)),
        );
      }
      const records = facts.memberships.filter(({ team, userId }) => team === who.team && userId === user.id);
      return agreed(
        records.map(({ state }) => (state === "unknown" ? "perhaps" : answer(state === "active"))),
      );
    }),
  );
  // Facts from before rights were read hold none, and those decisions stand.
  return facts.reviewers === undefined ? belongs : every([belongs, mayWrite]);
}
