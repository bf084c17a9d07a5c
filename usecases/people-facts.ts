import type { CommitSha } from "../core/names.ts";
import type { Account } from "../core/people.ts";
import type { ApprovalsRule } from "../core/policy/approvals-rule.ts";
import { type Facts, type Known, mapKnown, type Reviewer } from "../core/policy/facts.ts";
import type { Require } from "../core/policy/require.ts";
import { exclusions, type PeopleFacts } from "../core/policy/requirements/eligibility.ts";
import { stageForMove } from "../core/policy/stage-for-move.ts";
import type { CommitPeople } from "../core/ports/pull-requests.ts";
import { approverTeams, decidingPeople, membershipQuestions } from "../core/registry/memberships.ts";
import type { FactsQuestion } from "./gather-facts.ts";
import type { RegistryPorts } from "./ports.ts";

/** Everybody who has a part in what is judged. */
export async function gatherPeople(
  ports: RegistryPorts,
  question: FactsQuestion,
  { parts, trainer }: { readonly parts: readonly Require[]; readonly trainer: Account | null },
): Promise<PeopleFacts> {
  const { pull, requester, reads, originCommit } = question;
  const commits = withOwnCommit(reads.commits, originCommit, ports.registry.app);
  return {
    requester,
    trainer,
    authors: mapKnown(commits, (list) => [pull.author, ...list.map(({ author }) => author)]),
    committers: mapKnown(commits, (list) => list.map(({ committer }) => committer)),
    coAuthors: mapKnown(commits, (list) => list.flatMap(({ coAuthors }) => coAuthors)),
    ...(await readPusher(ports, question, parts)),
  };
}

/**
 * What tells who may approve, for the people whose review could matter: their teams, and their right to write, since
 * on GitHub any reader may review.
 */
export async function readApprovers(
  ports: Pick<RegistryPorts, "people">,
  question: FactsQuestion,
  { parts, people }: { readonly parts: readonly Require[]; readonly people: PeopleFacts },
): Promise<Pick<Facts, "memberships" | "reviewers">> {
  const { pull, reads, state, model, move } = question;
  const rules = parts.flatMap(({ approvals }) => approvals ?? []);
  if (!reads.reviews.known || rules.length === 0) return { memberships: [] };
  const deciding = decidingPeople({
    reviews: reads.reviews.value,
    head: pull.head,
    excluded: excludedByAll(rules, people),
  });
  const stage = stageForMove(state.policy, move);
  const questions = membershipQuestions(approverTeams(stage, model.owners), deciding);
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

/** Who pushed the head, where the policy leaves that person out. What the App committed, the App pushed. */
async function readPusher(
  ports: RegistryPorts,
  { pull, originCommit }: FactsQuestion,
  parts: readonly Require[],
): Promise<Pick<Facts, "pusher"> | undefined> {
  if (!parts.some(({ approvals }) => approvals?.not.includes("pusher"))) return undefined;
  if (pull.head === originCommit) return { pusher: { known: true, value: ports.registry.app } };
  return { pusher: await ports.pulls.pusher(pull.headBranch, pull.head) };
}

function withOwnCommit(
  commits: Known<readonly CommitPeople[]>,
  own: CommitSha,
  app: Account,
): Known<readonly CommitPeople[]> {
  return mapKnown(commits, (list) =>
    list.map((entry) =>
      entry.commit === own ? { commit: own, author: app, committer: app, coAuthors: [] } : entry,
    ),
  );
}
