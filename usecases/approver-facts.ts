import type { CommitSha } from "../core/names.ts";
import type { Account } from "../core/people.ts";
import type { ApprovalsRule } from "../core/policy/approvals-rule.ts";
import type { Facts, Known, Review, Reviewer } from "../core/policy/facts.ts";
import { exclusions, type PeopleFacts } from "../core/policy/requirements/eligibility.ts";
import { decidingPeople, membershipQuestions } from "../core/registry/memberships.ts";
import type { RegistryPorts } from "./ports.ts";

export interface ApproverQuestion {
  readonly head: CommitSha;
  readonly reviews: Known<readonly Review[]>;
  /** Every rule that somebody's approval could count for. */
  readonly rules: readonly ApprovalsRule[];
  /** Teams whose members these rules let approve. */
  readonly teams: readonly string[];
  readonly people: PeopleFacts;
}

/**
 * What tells who may approve, for the people whose review could matter: their teams, and their right to write, since
 * on GitHub any reader may review.
 */
export async function gatherApprovers(
  ports: Pick<RegistryPorts, "people">,
  { head, reviews, rules, teams, people }: ApproverQuestion,
): Promise<Pick<Facts, "memberships" | "reviewers">> {
  if (!reviews.known || rules.length === 0) return { memberships: [] };
  const excluded = excludedByAll(rules, people);
  const deciding = decidingPeople({ reviews: reviews.value, head, excluded });
  const questions = membershipQuestions(teams, deciding);
  const [reviewers, memberships] = await Promise.all([
    readReviewers(ports, deciding),
    Promise.all(questions.map(({ team, account }) => ports.people.membership(team, account))),
  ]);
  return { memberships, reviewers };
}

/** Whom one of several rules leaves out may still approve for another. */
function excludedByAll(rules: readonly ApprovalsRule[], people: PeopleFacts): ReadonlySet<number> {
  const [first, ...more] = rules.map((rule) => exclusions(rule, people).roles);
  return new Set([...(first?.keys() ?? [])].filter((id) => more.every((roles) => roles.has(id))));
}

async function readReviewers(
  ports: Pick<RegistryPorts, "people">,
  people: readonly Account[],
): Promise<Reviewer[]> {
  const permissions = await ports.people.permissions(people);
  return people.map(({ id }) => {
    const permission = permissions.get(id) ?? "unknown";
    if (permission === "unknown") return { userId: id, mayWrite: null, permission: null };
    return { userId: id, mayWrite: ["admin", "maintain", "write"].includes(permission), permission };
  });
}
