import type { ApprovalsRule, Approver, ExcludedRole } from "../approvals-rule.ts";
import type { Evidence, RequirementResult } from "../decision.ts";
import type { Facts } from "../facts.ts";
import { nameOfUser } from "../principal.ts";
import { count, type Demand, resultOf, type WrittenRequirement, worstOf } from "../requirement.ts";
import {
  type Answer,
  type ApproverFacts,
  type Exclusions,
  exclusions,
  mayApprove,
  type PeopleFacts,
} from "./eligibility.ts";
import { type BlockEvidence, evidenceOfBlock, NO_EVIDENCE, timingOf } from "./evidence.ts";
import { canFill } from "./quorum.ts";
import { type Verdict, verdicts } from "./reviews.ts";

/** Enough people who may, and who had no part in it, approved exactly what is judged. */
export const approvalsRequirement: WrittenRequirement = {
  kind: "approvals",
  triggers: ["push", "review", "membership"],
  describe: {
    written:
      "`approvals: { count: 2, from: [{ team: acme/ml-leads }], not: [requester, author, committer, trainer] }`",
    asks: "for approving reviews of the head commit by different people",
    rules: [
      "A review counts only if it is of the pull request's head: a push after an approval takes the approval away.",
      "The last review of a person that is no comment is their word. After a dismissal or a request for changes, an older approval does not come back; several approvals in a row are one word, of which any may be of the head.",
      "`from` lists teams, users and rights (`{ permission: maintain }`), or is `owners`, the owners in `model.yml`. Without it, whoever may write to the registry may approve.",
      "`{ user: carol, id: 583231 }` is the account of that number, whatever it is called by now; without `id` it is whoever has the login.",
      "Whoever is named has to have the right to write to the registry as well, read at the moment of the decision.",
      "`each` lists several groups with a count each, in place of `from`; the counts add up, so nobody stands for two: `approvals: { each: [{ count: 1, from: [{ team: acme/risk }] }, { count: 1, from: owners }] }`.",
      "`not` lists the parts that disqualify: `requester` asked for the move, `author` wrote what is judged (co-authors as well), `committer` committed it or pushed it to the pull request's branch (a commit claims whom it likes, GitHub's log of pushes does not), `trainer` started the training run, or an attempt of it; left out, it is these four. `co-author` is who a `Co-authored-by` line names, `pusher` who pushed the head.",
      "Somebody with such a part and no known account on GitHub could be any approver, so one more approval is needed. So it is when GitHub does not tell who pushed, and when a bot did, as with a workflow's token: somebody made it.",
      "A request for changes by somebody whom `from` lets approve blocks, whichever commit it is of, until that person approves or it is dismissed by somebody without such a part: whoever asked for the move cannot dismiss what stops it. An App could have done it for anybody, and so could somebody whose account is gone or one with a part and no known account: then it is unknown.",
      "Bots and deleted accounts never count. A membership or right that could not be read, or of which two readings disagree, is unknown and keeps the gate shut if it could matter.",
    ],
  },
  demand: ({ require: { approvals } }) => (approvals === undefined ? undefined : demandApprovals(approvals)),
  evaluate: ({ stage, facts }) => {
    const rule = stage.require.approvals;
    return rule === undefined
      ? undefined
      : evaluateApprovals(rule, facts, evidenceOfBlock(stage.require, facts));
  },
};

/** A rule about approvals in words: the same for moves and for edits. */
export function demandApprovals({ count: least, from, each = [], not }: ApprovalsRule): Demand {
  const asked = (number: number, group: Pick<ApprovalsRule, "from">) =>
    `${count(number, "approval")} ${askedApprovers(group)}`;
  const total = Math.max(
    least,
    each.reduce((sum, group) => sum + group.count, 0),
  );
  const left = not.map((role) => ROLES[role]).join(", ");
  return {
    asks: each.length === 0 ? asked(least, { from }) : `${count(total, "approval")} by different people`,
    parts: [
      ...each.map((group) => asked(group.count, group)),
      left === "" ? "whoever had a part in it counts as well" : `of these nobody counts: ${left}`,
    ],
  };
}

const ROLES: Record<ExcludedRole, string> = {
  requester: "who asked for it",
  author: "who wrote what is judged",
  committer: "who committed or pushed it",
  trainer: "who started the training run",
  "co-author": "who is named as a co-author",
  pusher: "who pushed the head",
};

/** One person's review and what becomes of it. */
interface Weighed {
  readonly verdict: Verdict;
  readonly weight: "counts" | "early" | "doubtful" | "blocks" | "may block" | "nothing";
  readonly why: string;
}

/** All that the approvals of a head commit are judged by, whatever it asks for. */
export type ApprovalFacts = PeopleFacts & ApproverFacts & Pick<Facts, "head" | "reviews">;

/** One rule about approvals: the same for moves and for edits. `seen` has to have been there before an approval. */
export function evaluateApprovals(
  rule: ApprovalsRule,
  facts: ApprovalFacts,
  seen: BlockEvidence = NO_EVIDENCE,
): RequirementResult {
  const { each } = rule;
  if (each === undefined) return evaluateGroup({ rule, kind: "approvals", seen }, facts).result;
  const from = each.flatMap((group): readonly Approver[] =>
    group.from === "owners" ? facts.owners : group.from,
  );
  const total = each.reduce((sum, group) => sum + group.count, 0);
  const whole = { not: rule.not, from, count: Math.max(rule.count, total) };
  const parts = each.map((group) =>
    evaluateGroup({ rule: { ...group, not: rule.not }, kind: "approval-group", seen }, facts),
  );
  const together = evaluateGroup({ rule: whole, kind: "approvals", seen }, facts).result;
  const children = parts.map(({ result }) => result);
  const status = worstOf([together, ...children]);
  const filled = filledBy(parts);
  if (status !== "passed" || filled === "passed") return { ...together, status, children };
  const found = `${together.found}; some of them would have to stand for two groups`;
  return {
    ...together,
    status: filled,
    found,
    remedy: "ask one more person of a group for a review",
    children,
  };
}

/** Whether different people can stand for each group: whoever is in two of them counts for one. */
function filledBy(parts: readonly Evaluated[]): RequirementResult["status"] {
  const spare = parts.some(({ unnamed }) => unnamed) ? 1 : 0;
  const peopleOf = (weighed: readonly Weighed[], weights: readonly Weighed["weight"][]) =>
    new Set(weighed.filter(({ weight }) => weights.includes(weight)).map(({ verdict }) => verdict.user.id));
  const fill = (...weights: readonly Weighed["weight"][]) =>
    canFill(
      parts.map(({ count, weighed }) => ({ count, people: peopleOf(weighed, weights) })),
      spare,
    );
  if (fill("counts")) return "passed";
  return fill("counts", "doubtful") ? "unknown" : "pending";
}

interface Group {
  readonly rule: Pick<ApprovalsRule, "count" | "from" | "not">;
  readonly kind: string;
  /** What has to have been there before an approval. */
  readonly seen: BlockEvidence;
}

/** The result of one group, with the reviews that it came from. */
interface Evaluated {
  readonly result: RequirementResult;
  readonly weighed: readonly Weighed[];
  readonly count: number;
  readonly unnamed: boolean;
}

function evaluateGroup({ rule, kind, seen }: Group, facts: ApprovalFacts): Evaluated {
  const excluded = exclusions(rule, facts);
  const needed = rule.count + (excluded.unnamed ? 1 : 0);
  const by = describeApprovers(rule, facts.owners);
  const more = excluded.unnamed ? ", one more because somebody with a part in it has no known account" : "";
  const part = {
    kind,
    title: `${count(rule.count, "approval")} ${by}`,
    expected: `${count(needed, "approval")} ${by}${more}${kind === "approvals" ? seen.words : ""}`,
  };
  const asked = { count: rule.count, unnamed: excluded.unnamed };
  if (!facts.reviews.known) {
    const result = resultOf({ ...part, status: "unknown", found: facts.reviews.reason });
    return { ...asked, result, weighed: [] };
  }
  const weighed = verdicts(facts.reviews.value, facts.head).map((verdict) =>
    weigh({ verdict, rule, facts, excluded, seen }),
  );
  const status = statusOf(weighed, needed);
  const result = resultOf({
    ...part,
    status,
    found: describeFound(weighed, needed),
    remedy: remedyFor(status, weighed, by),
    evidence: weighed.flatMap(evidenceOf),
  });
  return { ...asked, result, weighed };
}

interface Weighing {
  readonly verdict: Verdict;
  readonly rule: Group["rule"];
  readonly facts: ApprovalFacts;
  readonly excluded: Exclusions;
  readonly seen: Group["seen"];
}

function weigh({ verdict, rule, facts, excluded, seen }: Weighing): Weighed {
  const eligible = mayApprove(verdict.user, rule.from, facts);
  if (verdict.state === "dismissed") return weighDismissed(verdict, eligible, excluded);
  if (eligible === "no") return { verdict, weight: "nothing", why: "may not approve this" };
  if (verdict.state === "changes_requested") {
    return eligible === "yes"
      ? { verdict, weight: "blocks", why: "asks for changes" }
      : { verdict, weight: "may block", why: "asks for changes, and may be one who can" };
  }
  if (verdict.approval === undefined) return { verdict, weight: "nothing", why: "approved another commit" };
  const role = excluded.roles.get(verdict.user.id);
  if (role !== undefined) return { verdict, weight: "nothing", why: `is ${role} here` };
  const timing = timingOf(verdict.approval.submittedAt, seen.sights);
  if (timing.order === "before") return { verdict, weight: "early", why: `approved before ${timing.what}` };
  if (eligible === "unknown") return { verdict, weight: "doubtful", why: "right to approve not known" };
  if (excluded.unknown !== undefined) return { verdict, weight: "doubtful", why: excluded.unknown };
  if (timing.order === "unknown") {
    return { verdict, weight: "doubtful", why: `whether after ${timing.what} is not known` };
  }
  return { verdict, weight: "counts", why: "" };
}

/**
 * A dismissal takes a word away. A request for changes stays when the one who dismissed it has a part in what it stops:
 * anybody who may write can dismiss, and would dismiss what is in the way.
 */
function weighDismissed(
  verdict: Verdict,
  eligible: Answer,
  { roles, unknown, unnamed }: Exclusions,
): Weighed {
  const { dismissed } = verdict.word;
  const gone = { verdict, weight: "nothing", why: "review dismissed" } as const;
  if (dismissed?.state !== "changes_requested" || eligible === "no") return gone;
  const { by } = dismissed;
  const role = by === null ? undefined : roles.get(by.id);
  if (role !== undefined) {
    const why = `asks for changes; dismissed by ${by?.login}, who is ${role} here`;
    return { verdict, weight: eligible === "yes" ? "blocks" : "may block", why };
  }
  if (by !== null && !by.bot && unknown === undefined && !unnamed) return gone;
  return { verdict, weight: "may block", why: "asks for changes; not known whether who dismissed that may" };
}

function statusOf(weighed: readonly Weighed[], needed: number): RequirementResult["status"] {
  const number = (weight: Weighed["weight"]) => weighed.filter((one) => one.weight === weight).length;
  if (number("blocks") > 0) return "failed";
  if (number("may block") > 0) return "unknown";
  if (number("counts") >= needed) return "passed";
  return number("counts") + number("doubtful") >= needed ? "unknown" : "pending";
}

function describeFound(weighed: readonly Weighed[], needed: number): string {
  const logins = weighed.filter(({ weight }) => weight === "counts").map(({ verdict }) => verdict.user.login);
  const others = weighed.filter(({ weight }) => weight !== "counts");
  const head = `${logins.length} of ${needed}${logins.length > 0 ? `: ${logins.join(", ")}` : ""}`;
  if (others.length === 0) return head;
  return `${head}; not counted: ${others.map(({ verdict, why }) => `${verdict.user.login} (${why})`).join(", ")}`;
}

function remedyFor(
  status: RequirementResult["status"],
  weighed: readonly Weighed[],
  by: string,
): string | null {
  if (status === "passed") return null;
  const blocking = weighed.filter(({ weight }) => weight === "blocks" || weight === "may block");
  if (blocking.length > 0) {
    const logins = blocking.map(({ verdict }) => verdict.user.login).join(", ");
    return `answer ${logins}, who must approve or whose review must be dismissed`;
  }
  if (status === "unknown") return "try again when GitHub can be read";
  const early = weighed.filter(({ weight }) => weight === "early").map(({ verdict }) => verdict.user.login);
  return early.length > 0
    ? `let ${early.join(", ")} look at the evidence and approve again`
    : `ask for a review ${by}`;
}

/** As the policy names them: an account by its number as well. */
function askedApprovers({ from }: Pick<ApprovalsRule, "from">): string {
  if (from === "owners") return "from the owners, whom model.yml names";
  if (from === undefined) return describeApprovers({ from }, []);
  const names = from.map((approver) => ("user" in approver ? nameOfUser(approver) : nameOf(approver)));
  return `from ${names.join(" or ")}`;
}

function describeApprovers({ from }: Pick<ApprovalsRule, "from">, owners: ApproverFacts["owners"]): string {
  if (from === undefined) return "by people who may write to the registry";
  const approvers: readonly Approver[] = from === "owners" ? owners : from;
  const names = [...new Set(approvers.map(nameOf))].join(" or ");
  if (from !== "owners") return `from ${names}`;
  return owners.length === 0 ? "from the owners, of whom model.yml names none" : `from the owners, ${names}`;
}

function nameOf(approver: Approver): string {
  if ("permission" in approver) return `people with the right to ${approver.permission}`;
  return "team" in approver ? approver.team : approver.user;
}

function evidenceOf({ verdict, weight }: Weighed): Evidence[] {
  const { approval, user } = verdict;
  if (weight !== "counts" || approval === undefined || approval.commit === null) return [];
  return [{ kind: "approval", user, reviewId: approval.id, commit: approval.commit }];
}
