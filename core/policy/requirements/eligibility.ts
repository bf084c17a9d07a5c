import type { Account } from "../../people.ts";
import type { Facts } from "../facts.ts";
import type { ExcludedRole, StagePolicy } from "../policy.ts";
import type { Principal } from "../principal.ts";

/** `unknown` is never treated as yes: it keeps the gate shut wherever it could decide. */
export type Answer = "yes" | "no" | "unknown";

export type ApprovalsRule = NonNullable<StagePolicy["require"]["approvals"]>;

/** Whether the policy lets the account approve, leaving aside its part in what is judged. */
export function mayApprove(user: Account, from: ApprovalsRule["from"], facts: Facts): Answer {
  if (from === undefined) return mayWrite(user, facts);
  const principals = from === "owners" ? facts.owners : from;
  const answers = principals.map((principal) => matches(user, principal, facts));
  return answers.find((answer) => answer === "yes") ?? answers.find((answer) => answer === "unknown") ?? "no";
}

/** Anybody who can read a repository may review in it, so without `from` the right to write is what counts. */
function mayWrite(user: Account, { reviewers }: Facts): Answer {
  const right = reviewers?.find(({ userId }) => userId === user.id)?.mayWrite;
  if (right === undefined || right === null) return "unknown";
  return right ? "yes" : "no";
}

function matches(user: Account, principal: Principal, { memberships }: Facts): Answer {
  // GitHub compares logins and organisations without regard to case.
  if ("user" in principal) return principal.user.toLowerCase() === user.login.toLowerCase() ? "yes" : "no";
  const team = principal.team.toLowerCase();
  const states = memberships
    .filter((membership) => membership.userId === user.id && membership.team.toLowerCase() === team)
    .map(({ state }) => state);
  if (states.length === 0 || states.includes("unknown")) return "unknown";
  // Two readings that contradict each other are no reading.
  return states.every((state) => state === "active") ? "yes" : states.includes("active") ? "unknown" : "no";
}

/** Accounts whose approval does not count because of their own part, and what is not known about them. */
export interface Exclusions {
  readonly roles: ReadonlyMap<number, ExcludedRole>;
  /** Why it is not known whether somebody has to be left out, or undefined. */
  readonly unknown: string | undefined;
  /** Whether an author or committer has no account on GitHub: any approver might be that person. */
  readonly unnamed: boolean;
}

/** Who has a part in what is judged, by numeric id. */
export function exclusions(
  { not }: ApprovalsRule,
  facts: Pick<Facts, "requester" | "trainer" | "authors" | "committers">,
): Exclusions {
  const lists: Record<ExcludedRole, Facts["authors"]> = {
    requester: { known: true, value: facts.requester === null ? [] : [facts.requester] },
    trainer: { known: true, value: facts.trainer === null ? [] : [facts.trainer] },
    author: facts.authors,
    committer: facts.committers,
  };
  const roles = new Map<number, ExcludedRole>();
  let unknown: string | undefined;
  let unnamed = false;
  for (const role of not) {
    const list = lists[role];
    if (!list.known) unknown ??= `${role}s are not known: ${list.reason}`;
    for (const account of list.known ? list.value : []) {
      if (account === null) unnamed = true;
      else if (!roles.has(account.id)) roles.set(account.id, role);
    }
  }
  return { roles, unknown, unnamed };
}
