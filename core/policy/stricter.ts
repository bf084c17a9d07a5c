import type { ApprovalsRule } from "./approvals-rule.ts";
import { matchesPattern } from "./model-pattern.ts";
import type { Policy, StagePolicy } from "./policy.ts";
import type { Require, StricterRequire } from "./require.ts";

/** What a model pattern asks for beyond the stage itself. */
export interface StricterBlock {
  readonly pattern: string;
  readonly written: StricterRequire;
  /** The same with everything filled in that the stage says and the pattern does not. */
  readonly require: Require;
}

/** Blocks of every pattern that says something about the stage, in the order of the patterns' names. */
export function stricterBlocksOf({ models = {} }: Policy, stage: StagePolicy): readonly StricterBlock[] {
  return Object.keys(models)
    .sort()
    .flatMap((pattern) => {
      const written = models[pattern]?.stages[stage.name]?.require;
      return written === undefined ? [] : [{ pattern, written, require: fillIn(written, stage.require) }];
    });
}

/** Those whose pattern fits the model. */
export function stricterBlocks(policy: Policy, stage: StagePolicy, model: string): readonly StricterBlock[] {
  return stricterBlocksOf(policy, stage).filter(({ pattern }) => matchesPattern(pattern, model));
}

/**
 * The stage as it is for a model: patterns only ever add blocks to what the stage asks for, so whatever passes with
 * them passes without. Undefined when the policy has no such stage.
 */
export function stageFor(
  policy: Policy,
  place: { readonly model: string; readonly stage: string },
): StagePolicy | undefined {
  const stage = policy.stages.find(({ name }) => name === place.stage);
  if (stage === undefined) return undefined;
  return withBlocks(stage, stricterBlocks(policy, stage, place.model));
}

/** The stage with what patterns add to it. */
export function withBlocks(
  stage: StagePolicy,
  patterns: readonly Pick<StricterBlock, "require">[],
): StagePolicy {
  const blocks = patterns.map(({ require }) => require);
  if (blocks.length === 0) return stage;
  return { ...stage, require: { ...stage.require, all: [...(stage.require.all ?? []), ...blocks] } };
}

function fillIn({ approvals, evidence, checks, ...others }: StricterRequire, base: Require): Require {
  const weighed = approvals !== undefined || evidence !== undefined;
  const people =
    approvals === undefined ? evidence && base.approvals : fillInApprovals(approvals, base.approvals);
  const seen = evidence ?? (weighed ? base.evidence : undefined);
  const looked = seen?.includes("checks") === true ? together(base.checks, checks) : checks;
  return {
    ...others,
    ...(people === undefined ? {} : { approvals: people }),
    ...(seen === undefined ? {} : { evidence: seen }),
    ...(looked === undefined ? {} : { checks: looked }),
  };
}

/** Whoever approves has to have seen the stage's checks and those that the pattern adds. */
function together(base: Require["checks"], written: Require["checks"]): Require["checks"] {
  if (base === undefined || written === undefined) return written ?? base;
  const all = [...base, ...written].map((check) => [JSON.stringify(check), check] as const);
  return [...new Map(all).values()];
}

const STRICT: ApprovalsRule = {
  count: 1,
  not: ["requester", "author", "committer", "trainer"],
};

function fillInApprovals(
  { count, not = [], from, each }: NonNullable<StricterRequire["approvals"]>,
  base: ApprovalsRule | undefined,
): ApprovalsRule {
  const { from: baseFrom, each: baseEach, ...counted } = base ?? STRICT;
  const named = from ?? (each === undefined ? baseFrom : undefined);
  const groups = each ?? (from === undefined ? baseEach : undefined);
  return {
    count: count ?? counted.count,
    not: [...new Set([...counted.not, ...not])],
    ...(named === undefined ? {} : { from: named }),
    ...(groups === undefined ? {} : { each: groups }),
  };
}
