import type { Account } from "../people.ts";
import type { Approver } from "../policy/approvals-rule.ts";
import type { Review } from "../policy/facts.ts";
import type { Policy, StagePolicy } from "../policy/policy.ts";
import type { Principal } from "../policy/principal.ts";
import { requireParts } from "../policy/require-parts.ts";

/** One question to GitHub: is this account in this team? */
export interface MembershipQuestion {
  readonly team: string;
  readonly account: Account;
}

/** At most this many questions per evaluation; the rest stay unasked, and an unasked membership never counts. */
export const MAX_MEMBERSHIP_QUESTIONS = 100;

/** The stage of a policy by its name; undefined when the policy has none. */
export function findStage(policy: Policy, name: string): StagePolicy | undefined {
  return policy.stages.find((stage) => stage.name === name);
}

/** Teams whose members may approve a move into the stage. */
export function approverTeams(
  stage: StagePolicy | undefined,
  owners: readonly Principal[],
): readonly string[] {
  const approvers = (stage === undefined ? [] : requireParts(stage)).flatMap(({ require: { approvals } }) => {
    const lists = [approvals?.from, ...(approvals?.each ?? []).map(({ from }) => from)];
    return lists.flatMap((from): readonly Approver[] => (from === "owners" ? owners : (from ?? [])));
  });
  return [...new Set(approvers.flatMap((approver) => ("team" in approver ? [approver.team] : [])))];
}

/** People whose review could count or block, once each; nobody else is asked about. */
export function decidingPeople(reviews: readonly Review[]): readonly Account[] {
  const people = new Map<number, Account>();
  for (const { user, state } of reviews) {
    if (user !== null && !user.bot && (state === "approved" || state === "changes_requested")) {
      people.set(user.id, user);
    }
  }
  return [...people.values()].slice(0, MAX_MEMBERSHIP_QUESTIONS);
}

/** One question per deciding person and team. */
export function membershipQuestions(
  teams: readonly string[],
  reviews: readonly Review[],
): readonly MembershipQuestion[] {
  const people = decidingPeople(reviews);
  const questions = teams.flatMap((team) => people.map((account) => ({ team, account })));
  return questions.slice(0, MAX_MEMBERSHIP_QUESTIONS);
}
