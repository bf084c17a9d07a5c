import type { Sandbox } from "../../sandbox/index.ts";
import type { Pull, User } from "../../sandbox/state/entities.ts";
import { DEMANDS } from "./policy.ts";
import type { Tenant } from "./scenario.ts";
import type { Truth } from "./truth.ts";

const ACTIONS_APP = 15368;

/** What is known of a move from outside of the App. */
export interface Question {
  readonly tenant: Tenant;
  readonly pull: Pull;
  /** The head in question. */
  readonly head: string;
  /** Stage that is entered; `rollback` has demands of its own. */
  readonly kind: "move" | "rollback";
  readonly to: string;
  /** Accounts whose word does not count: who asked, who trained, who committed. */
  readonly involved: readonly number[];
}

/**
 * Why a move was not allowed, by a second, simple reading of the rules, written without the product's: enough different
 * people of the right team have approved this very head, nobody has withdrawn that, and nobody of them asks for changes; the check of GitHub Actions
 * passed on it. Each fact may have been read at another moment, so it is enough that it was so in one of the truths.
 */
export function whyNot(question: Question, truths: readonly Truth[], sandbox: Sandbox): string | undefined {
  const demand = DEMANDS[question.tenant]?.[question.kind === "rollback" ? "rollback" : question.to];
  if (demand === undefined)
    return question.to === "development" ? undefined : `no such stage: ${question.to}`;
  const { from } = demand;
  const isNamedIn = (truth: Truth, { id, login }: Pick<User, "id" | "login">) =>
    "user" in from ? from.user === login : (truth.teams[from.team] ?? []).includes(id);
  const against = sandbox.world.state.users.find((user) =>
    truths.every(
      (truth) => isNamedIn(truth, user) && lastOpinion(truth, question, user.id) === "CHANGES_REQUESTED",
    ),
  );
  if (demand.approvals > 0 && against !== undefined) return `${against.login} asks for changes`;
  const approvers = sandbox.world.state.users.filter(({ id, type, login }) => {
    if (type !== "User" || question.involved.includes(id)) return false;
    const isNamed = (truth: Truth) => isNamedIn(truth, { id, login });
    const writes = (truth: Truth) => question.tenant !== "acme" || truth.writers.includes(id);
    return (
      truths.some(isNamed) && truths.some(writes) && truths.some((truth) => approves(truth, question, id))
    );
  });
  if (approvers.length < demand.approvals) {
    const names = approvers.map(({ login }) => login).join(", ");
    return `${approvers.length} of ${demand.approvals} approvals of ${question.head.slice(0, 7)} (${names})`;
  }
  if (demand.check && !truths.some((truth) => isValidated(truth, question.head))) {
    return `the check of Actions had not passed on ${question.head.slice(0, 7)}`;
  }
  return undefined;
}

/** Somebody's newest opinion is an approval of this very commit. */
function approves(truth: Truth, question: Question, userId: number): boolean {
  const last = lastReview(truth, question, userId);
  return last?.state === "APPROVED" && last.commit === question.head;
}

function lastOpinion(truth: Truth, question: Question, userId: number): string | undefined {
  return lastReview(truth, question, userId)?.state;
}

/** A remark without a verdict changes no opinion. */
function lastReview(truth: Truth, { pull }: Question, userId: number) {
  return truth.reviews.findLast(
    (review) =>
      review.pullId === pull.id &&
      review.userId === userId &&
      review.state !== "COMMENTED" &&
      review.state !== "PENDING",
  );
}

function isValidated(truth: Truth, head: string): boolean {
  const last = truth.checks.findLast(
    (check) => check.head === head && check.name === "validate" && check.appId === ACTIONS_APP,
  );
  return last?.conclusion === "success";
}
