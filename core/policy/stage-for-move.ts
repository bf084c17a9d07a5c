import type { Move } from "./decision.ts";
import type { Policy, StagePolicy } from "./policy.ts";
import { approvalsRequirementSchema } from "./policy.ts";

/**
 * The stage as this move has to enter it: a rollback asks for less than a promotion, since the version held the stage
 * before. Undefined when the policy has no such stage.
 */
export function stageForMove(policy: Policy, move: Pick<Move, "to" | "kind">): StagePolicy | undefined {
  const stage = policy.stages.find(({ name }) => name === move.to);
  if (stage === undefined || move.kind !== "rollback") return stage;
  return { ...stage, require: stage.rollback ?? oneApproval(stage) };
}

/** Without rules of its own a rollback needs one of the people who approve the stage. */
function oneApproval({ require }: StagePolicy): StagePolicy["require"] {
  return { approvals: { ...(require.approvals ?? approvalsRequirementSchema.parse({})), count: 1 } };
}
