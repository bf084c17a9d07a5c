import type { ApprovalsRule } from "../../core/policy/approvals-rule.ts";
import type { Facts } from "../../core/policy/facts.ts";
import type { Policy, StagePolicy } from "../../core/policy/policy.ts";
import type { Require, StricterRequire } from "../../core/policy/require.ts";
import { approvals, type GroupsRule } from "./kinds/approvals.ts";
import { attestation } from "./kinds/attestation.ts";
import { card } from "./kinds/card.ts";
import { checks } from "./kinds/checks.ts";
import { data } from "./kinds/data.ts";
import { type Evidence, evidenceOf } from "./kinds/evidence.ts";
import { freeze } from "./kinds/freeze.ts";
import { metrics } from "./kinds/metrics.ts";
import { order } from "./kinds/order.ts";
import { paths } from "./kinds/paths.ts";
import { soak } from "./kinds/soak.ts";
import { standstill } from "./kinds/standstill.ts";
import { filledIn, patternFits, tightened } from "./patterns.ts";
import { allOf, anyOf, type OracleKind, type Status, type Verdict } from "./verdict.ts";
import { waived } from "./waived.ts";

export interface Judgement {
  readonly allowed: boolean;
  readonly requirements: readonly Verdict[];
}

/** Kinds of `require` beside approvals, by the field that asks for them. A new kind is a line here. */
const KINDS = { checks, card, metrics, data, attestation, soak, freeze } as const;

/** The documentation's own answer to what `decide` decides: slow, simple, and written without looking at it. */
export function judge(policy: Policy, facts: Facts): Judgement {
  const entered = policy.stages.find(({ name }) => name === facts.move.to);
  const still = standstill(facts);
  const way: Verdict[] = [
    ...(still === null ? [] : [leaf("standstill", still)]),
    leaf("order", order(policy, facts)),
    leaf("paths", paths(facts)),
  ];
  const asked = entered === undefined ? [] : asks(policy, entered, facts);
  const allowed =
    policy.mode === "audit"
      ? way.every(({ status }) => status === "passed") && !asked.some(holdsUnknown)
      : [...way, ...asked].every(({ status }) => status === "passed");
  return { allowed, requirements: [...way, ...asked] };
}

function leaf(kind: string, ...things: readonly Status[]): Verdict {
  const parts = things.map((status) => ({ kind: "part", status, parts: [] }));
  return { kind, status: allOf(things), parts };
}

/** In an audit “everything that is unknown” stops a move; one that nobody needs, because another has passed, does not. */
function holdsUnknown({ status, parts }: Verdict): boolean {
  if (status === "passed") return false;
  return status === "unknown" || parts.some(holdsUnknown);
}

function asks(policy: Policy, stage: StagePolicy, facts: Facts): readonly Verdict[] {
  const { move } = facts;
  const patterns = Object.entries(policy.models ?? {})
    .filter(([pattern]) => patternFits(pattern, move.model))
    .flatMap(([, { stages }]) => stages[stage.name]?.require ?? []);
  if (move.kind === "rollback") return rollback(policy, stage, patterns, facts);
  return [
    ...block(stage.require, policy, facts),
    ...patterns.map((said) => group(block(filledIn(stage.require, said), policy, facts))),
  ];
}

/** What one block asks for: its own kinds, its `all`, its `any`. */
function block(require: Require, policy: Policy, facts: Facts): readonly Verdict[] {
  const kinds = Object.values(KINDS).flatMap((kind) => {
    const rule = require[kind.kind as keyof typeof KINDS];
    if (rule === undefined) return [];
    const things = (kind as OracleKind<unknown>).judge(rule, facts);
    return [leaf(kind.kind, ...things.map((status) => waived(policy, facts, kind.kind, status)))];
  });
  const inner = (one: Require) => group(block(one, policy, facts));
  const any = require.any?.map(inner);
  return [
    ...approving(require.approvals && groupsOf(require.approvals, evidenceOf(require, facts)), facts),
    ...kinds,
    ...(require.all?.map(inner) ?? []),
    ...(any ? [{ kind: "any", status: anyOf(any.map(({ status }) => status)), parts: any }] : []),
  ];
}

function group(parts: readonly Verdict[]): Verdict {
  return { kind: "all", status: allOf(parts.map(({ status }) => status)), parts };
}

function approving(rule: GroupsRule | undefined, facts: Facts): readonly Verdict[] {
  return rule === undefined ? [] : [leaf("approvals", ...approvals.judge(rule, facts))];
}

function groupsOf({ count, from, each, not }: ApprovalsRule, after: Evidence = []): GroupsRule {
  return { groups: each ?? [{ count, from: from ?? null }], not, count, after };
}

/** Going back: what the stage says under `rollback`, or one of those who approve here; and one whom a pattern names. */
function rollback(
  policy: Policy,
  stage: StagePolicy,
  patterns: readonly StricterRequire[],
  facts: Facts,
): readonly Verdict[] {
  const usual = approvalsWithin(stage.require);
  const anyone: ApprovalsRule = { count: 1, not: ["requester", "author", "committer", "trainer"] };
  const own =
    stage.rollback === undefined
      ? oneOf(usual.length === 0 ? [anyone] : usual, facts)
      : block(stage.rollback, policy, facts);
  const named = patterns.flatMap(({ approvals: said }) =>
    said === undefined ? [] : oneOf([tightened(stage.require.approvals, said)], facts),
  );
  return [...own, ...named];
}

/** One approval of any group of any of these rules, by nobody whom one of the rules leaves out. */
function oneOf(rules: readonly ApprovalsRule[], facts: Facts): readonly Verdict[] {
  const not = [...new Set(rules.flatMap((rule) => rule.not))];
  const named = rules.flatMap((rule) => groupsOf(rule).groups.map(({ from }) => from));
  const lists = named.filter((from) => from !== null && from !== "owners");
  const alternatives = [
    ...(lists.length > 0 ? [lists.flat()] : []),
    ...(["owners", null] as const).filter((from) => named.includes(from)),
  ].map((from) => group(approving({ groups: [{ count: 1, from }], not }, facts)));
  if (alternatives.length === 1) return alternatives;
  return [{ kind: "any", status: anyOf(alternatives.map(({ status }) => status)), parts: alternatives }];
}

function approvalsWithin(require: Require): readonly ApprovalsRule[] {
  const { approvals: own, all = [], any = [] } = require;
  return [...(own === undefined ? [] : [own]), ...[...all, ...any].flatMap(approvalsWithin)];
}
