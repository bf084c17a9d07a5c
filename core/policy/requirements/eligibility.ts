import type { Account } from "../../people.ts";
import {
  APPROVER_PERMISSIONS,
  type ApprovalsRule,
  type Approver,
  type ExcludedRole,
} from "../approvals-rule.ts";
import type { Facts } from "../facts.ts";
import { isUser } from "../principal.ts";

/** The facts that tell who an account is to the registry. */
export type ApproverFacts = Pick<Facts, "owners" | "memberships" | "reviewers">;

/** `unknown` is never treated as yes: it keeps the gate shut wherever it could decide. */
export type Answer = "yes" | "no" | "unknown";

/**
 * Whether the policy lets the account approve, leaving aside its part in what is judged. Anybody who can read a
 * repository may review in it, so the right to write is asked for as well, whoever is named.
 */
export function mayApprove(user: Account, from: ApprovalsRule["from"], facts: ApproverFacts): Answer {
  if (from === undefined) return mayWrite(user, facts);
  const approvers: readonly Approver[] = from === "owners" ? facts.owners : from;
  const named = anyOf(approvers.map((approver) => matches(user, approver, facts)));
  // Events that were recorded before rights were read for named approvers hold none: there the name was enough.
  return facts.reviewers === undefined ? named : allOf([named, mayWrite(user, facts)]);
}

function anyOf(answers: readonly Answer[]): Answer {
  return answers.find((answer) => answer === "yes") ?? answers.find((answer) => answer === "unknown") ?? "no";
}

function allOf(answers: readonly Answer[]): Answer {
  return answers.find((answer) => answer === "no") ?? answers.find((answer) => answer === "unknown") ?? "yes";
}

/** Readings that contradict each other are no reading. */
function mayWrite(user: Account, { reviewers }: ApproverFacts): Answer {
  const rights = (reviewers ?? []).filter(({ userId }) => userId === user.id).map(({ mayWrite }) => mayWrite);
  return agreed(rights.map((right) => (right === null ? "unknown" : right ? "yes" : "no")));
}

function matches(user: Account, approver: Approver, facts: ApproverFacts): Answer {
  if ("user" in approver) return isUser(approver, user) ? "yes" : "no";
  if ("permission" in approver) return hasPermission(user, approver.permission, facts);
  // GitHub compares organisations without regard to case.
  const team = approver.team.toLowerCase();
  const states = facts.memberships
    .filter((membership) => membership.userId === user.id && membership.team.toLowerCase() === team)
    .map(({ state }) => state);
  return agreed(states.map((state) => ANSWERS[state]));
}

const ANSWERS = { active: "yes", none: "no", unknown: "unknown" } as const;

function hasPermission(
  user: Account,
  wanted: (typeof APPROVER_PERMISSIONS)[number],
  facts: ApproverFacts,
): Answer {
  const enough: readonly string[] = APPROVER_PERMISSIONS.slice(APPROVER_PERMISSIONS.indexOf(wanted));
  const rights = (facts.reviewers ?? []).filter(({ userId }) => userId === user.id);
  return agreed(
    rights.map(({ permission }) => {
      if (permission === undefined || permission === null) return "unknown";
      return enough.includes(permission) ? "yes" : "no";
    }),
  );
}

function agreed(answers: readonly Answer[]): Answer {
  const [first, ...more] = new Set(answers);
  return first === undefined || more.length > 0 ? "unknown" : first;
}

/** Accounts whose approval does not count because of their own part, and what is not known about them. */
export interface Exclusions {
  readonly roles: ReadonlyMap<number, ExcludedRole>;
  /** Why it is not known whether somebody has to be left out, or undefined. */
  readonly unknown: string | undefined;
  /** Whether somebody with such a part has no known account on GitHub: any approver might be that person. */
  readonly unnamed: boolean;
}

interface Part {
  readonly role: ExcludedRole;
  readonly people: Facts["authors"];
}

/** The facts that tell who had a part in what is judged. */
export type PeopleFacts = Pick<
  Facts,
  "requester" | "trainer" | "otherTrainers" | "authors" | "committers" | "coAuthors" | "pusher"
>;

/** Who has a part in what is judged, by numeric id. */
export function exclusions({ not }: Pick<ApprovalsRule, "not">, facts: PeopleFacts): Exclusions {
  const roles = new Map<number, ExcludedRole>();
  let unknown: string | undefined;
  let unnamed = false;
  for (const { role, people } of not.flatMap((name) => partsOf(name, facts))) {
    if (!people.known) unknown ??= `${role}s are not known: ${people.reason}`;
    for (const account of people.known ? people.value : []) {
      if (account === null) unnamed = true;
      else if (!roles.has(account.id)) roles.set(account.id, role);
    }
  }
  return { roles, unknown, unnamed };
}

function partsOf(role: ExcludedRole, facts: PeopleFacts): readonly Part[] {
  switch (role) {
    case "requester":
      // Nobody asks for a registration: there is nobody to leave out.
      return [{ role, people: { known: true, value: facts.requester === null ? [] : [facts.requester] } }];
    case "trainer":
      // Somebody started the run, even if GitHub does not know the account any more.
      return [{ role, people: { known: true, value: [facts.trainer, ...(facts.otherTrainers ?? [])] } }];
    case "committer":
      return [{ role, people: facts.committers }];
    case "author":
      // Who is named as a co-author wrote it, too. Events from before those lines were read have no such fact.
      return [
        { role, people: facts.authors },
        ...(facts.coAuthors === undefined ? [] : partsOf("co-author", facts)),
      ];
    case "co-author":
      return [{ role, people: facts.coAuthors ?? { known: false, reason: "they were not read" } }];
    case "pusher":
      // GitHub may not tell who pushed; then it could have been any approver, as with an account that it cannot name.
      return [
        { role, people: { known: true, value: [facts.pusher?.known === true ? facts.pusher.value : null] } },
      ];
  }
}
