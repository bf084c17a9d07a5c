import { checkPolicy } from "../../core/policy/check-policy.ts";
import { decide } from "../../core/policy/decide.ts";
import type { Decision, RequirementResult } from "../../core/policy/decision.ts";
import { type Facts, factsSchema } from "../../core/policy/facts.ts";
import { type Policy, writtenPolicySchema } from "../../core/policy/policy.ts";
import { Chance } from "./chance.ts";
import { judge } from "./oracle.ts";
import { randomFacts } from "./random/facts.ts";
import { randomPolicy } from "./random/policies.ts";
import type { Verdict } from "./verdict.ts";

export interface Case {
  readonly seed: number;
  readonly policy: Policy;
  readonly facts: Facts;
}

export interface Compared extends Case {
  readonly allowed: boolean;
  readonly verdicts: readonly Verdict[];
  /** What the decision core says and what the oracle says, in one line each, where they differ. */
  readonly disagreement: { readonly core: string; readonly oracle: string } | null;
}

/** The case of a seed, or null where the policy that came out is one that `checkPolicy` refuses. */
export function caseOf(seed: number): Case | null {
  const chance = new Chance(seed);
  const policy = writtenPolicySchema.parse(randomPolicy(chance));
  const facts = factsSchema.parse(randomFacts(chance));
  return checkPolicy(policy).length === 0 ? { seed, policy, facts } : null;
}

export function compareCase(given: Case): Compared {
  const decision = decide(given.policy, given.facts);
  const oracle = judge(given.policy, given.facts);
  const core = statusesOf(decision);
  const mine = `${oracle.allowed ? "allowed" : "refused"} ${written(oracle.requirements)}`;
  const disagreement = core === mine ? null : { core, oracle: mine };
  return { ...given, allowed: decision.allowed, verdicts: oracle.requirements, disagreement };
}

/** A decision in one line, without its words and its order. */
export function statusesOf({ allowed, requirements }: Pick<Decision, "allowed" | "requirements">): string {
  return `${allowed ? "allowed" : "refused"} ${written(requirements.map(verdictOf))}`;
}

const NESTING = new Set(["all", "any"]);

function verdictOf({ kind, status, children }: RequirementResult): Verdict {
  return { kind, status, parts: children.map(verdictOf) };
}

/** One line in which the order of requirements and the wrapping of blocks that say nothing new do not matter. */
function written(verdicts: readonly Verdict[]): string {
  return verdicts.flatMap(flattened).map(line).toSorted().join(" ");
}

/** A block of `all` within another says the same as its parts in its place. */
function flattened(verdict: Verdict): readonly Verdict[] {
  return verdict.kind === "all" ? verdict.parts.flatMap(flattened) : [verdict];
}

function line({ kind, status, parts }: Verdict): string {
  if (!NESTING.has(kind)) return `${kind}:${status}`;
  const inner =
    kind === "any"
      ? parts
          .map((one) => `{${one.status} ${written([one])}}`)
          .toSorted()
          .join("")
      : "";
  return `${kind}:${status}${inner}`;
}
