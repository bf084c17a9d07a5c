import type { ApprovalsRule } from "./approvals-rule.ts";
import type { Move } from "./decision.ts";
import type { Policy, StagePolicy } from "./policy.ts";
import { approvalsRequirementSchema } from "./policy.ts";
import type { Require } from "./require.ts";
import { requireParts } from "./require-parts.ts";
import { type StricterBlock, stageFor, stricterBlocks, withBlocks } from "./stricter.ts";

/** What a move has to meet, with what patterns of the model's name add kept apart. */
export interface MoveRules {
  readonly stage: StagePolicy;
  readonly patterns: readonly Pick<StricterBlock, "pattern" | "require">[];
}

type Asked = Pick<Move, "model" | "to" | "kind">;

/**
 * The stage as this move of this model has to enter it: a rollback asks for less than a promotion, since the version
 * held the stage before. Undefined when the policy has no such stage.
 */
export function stageForMove(policy: Policy, move: Asked): StagePolicy | undefined {
  if (move.kind !== "rollback") return stageFor(policy, { model: move.model, stage: move.to });
  const rules = rulesForMove(policy, move);
  return rules && withBlocks(rules.stage, rules.patterns);
}

/** Every block of requirements that the move has to meet; none where the policy has no such stage. */
export function partsForMove(policy: Policy, move: Asked): readonly Require[] {
  const stage = stageForMove(policy, move);
  return stage === undefined ? [] : requireParts(stage).map(({ require }) => require);
}

/**
 * The same in its parts. Of what a pattern adds a rollback meets only who approves: whoever may not let such a model
 * in may not bring it back either.
 */
export function rulesForMove(policy: Policy, move: Asked): MoveRules | undefined {
  const stage = policy.stages.find(({ name }) => name === move.to);
  if (stage === undefined) return undefined;
  const patterns = stricterBlocks(policy, stage, move.model);
  if (move.kind !== "rollback") return { stage, patterns };
  return {
    stage: { ...stage, require: rollbackRequire(stage) },
    patterns: patterns.flatMap((block) => {
      const require = rollbackOf(stage, block);
      return require === undefined ? [] : [{ pattern: block.pattern, require }];
    }),
  };
}

/** What going back to a former holder of the stage requires, leaving patterns aside. */
export function rollbackRequire(stage: StagePolicy): Require {
  return stage.rollback ?? oneApproval(stage);
}

/** What a pattern adds to that: nothing unless it says who approves. */
export function rollbackOf(stage: StagePolicy, { written, require }: StricterBlock): Require | undefined {
  return written.approvals === undefined ? undefined : oneApproval({ ...stage, require });
}

/** Without rules of its own a rollback needs one of the people who approve the stage, of whichever group. */
function oneApproval(stage: StagePolicy): Require {
  const written = requireParts(stage).flatMap(({ require }) => require.approvals ?? []);
  const rules = written.length === 0 ? [approvalsRequirementSchema.parse({})] : written;
  const not = [...new Set(rules.flatMap((rule) => rule.not))];
  const [only, ...others] = approversOf(rules).map((from) => ({
    approvals: { count: 1, not, ...(from === undefined ? {} : { from }) },
  }));
  if (only === undefined) return { approvals: approvalsRequirementSchema.parse({}) };
  return others.length === 0 ? only : { any: [only, ...others] };
}

/** Everybody whom the rules name, as few lists as can say it; undefined stands for whoever may write. */
function approversOf(rules: readonly ApprovalsRule[]): readonly ApprovalsRule["from"][] {
  const named = rules.flatMap(({ from, each }) => each?.map((group) => group.from) ?? [from]);
  const listed = named.flatMap((from) => (from === undefined || from === "owners" ? [] : from));
  const unique = [...new Map(listed.map((one) => [JSON.stringify(one), one])).values()];
  return [
    ...(unique.length > 0 ? [unique] : []),
    ...(named.includes("owners") ? ["owners" as const] : []),
    ...(named.includes(undefined) ? [undefined] : []),
  ];
}
