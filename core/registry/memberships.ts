import type { CommitSha } from "../names.ts";
import type { Account } from "../people.ts";
import type { ApprovalsRule, Approver } from "../policy/approvals-rule.ts";
import type { Review } from "../policy/facts.ts";
import type { Policy, StagePolicy } from "../policy/policy.ts";
import type { Principal } from "../policy/principal.ts";
import { requireParts } from "../policy/require-parts.ts";
import { verdicts } from "../policy/requirements/reviews.ts";

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
  const parts = stage === undefined ? [] : requireParts(stage);
  return teamsOf(
    parts.flatMap(({ require: { approvals } }) => approvals ?? []),
    owners,
  );
}

/** Teams whose members may approve by any of the rules. */
export function teamsOf(rules: readonly ApprovalsRule[], owners: readonly Principal[]): readonly string[] {
  const approvers = rules.flatMap((rule) => {
    const lists = [rule.from, ...(rule.each ?? []).map(({ from }) => from)];
    return lists.flatMap((from): readonly Approver[] => (from === "owners" ? owners : (from ?? [])));
  });
  return [...new Set(approvers.flatMap((approver) => ("team" in approver ? [approver.team] : [])))];
}

/** What tells whose review could matter. */
export interface DecidingQuestion {
  readonly reviews: readonly Review[];
  /** The commit that is judged. */
  readonly head: CommitSha;
  /** Ids of people whose own part rules their approval out, though not their request for changes. */
  readonly excluded: ReadonlySet<number>;
}

/**
 * People whose word could count or block, once each; nobody else is asked about. An approval of another commit and
 * that of somebody who had a part in it count for nothing, whatever the person may do.
 */
export function decidingPeople({ reviews, head, excluded }: DecidingQuestion): readonly Account[] {
  return verdicts(reviews, head)
    .filter(
      ({ user, state, word, approval }) =>
        state === "changes_requested" ||
        word.dismissed?.state === "changes_requested" ||
        (approval !== undefined && !excluded.has(user.id)),
    )
    .map(({ user }) => user)
    .slice(0, MAX_MEMBERSHIP_QUESTIONS);
}

/** One question per deciding person and team. */
export function membershipQuestions(
  teams: readonly string[],
  people: readonly Account[],
): readonly MembershipQuestion[] {
  const questions = teams.flatMap((team) => people.map((account) => ({ team, account })));
  return questions.slice(0, MAX_MEMBERSHIP_QUESTIONS);
}
