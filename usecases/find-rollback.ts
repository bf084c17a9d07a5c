import type { StageName } from "../core/names.ts";
import { decide } from "../core/policy/decide.ts";
import type { Decision, Move, RequirementResult } from "../core/policy/decision.ts";
import { formatBranchName, type MoveBranch } from "../core/registry/branch-name.ts";
import { formerHolders } from "../core/registry/former.ts";
import { factsBeforeReview } from "./facts-before-review.ts";
import type { RegistryPorts } from "./ports.ts";
import { type ModelState, type RegistryState, requireStanding, type VersionPlace } from "./read-registry.ts";

export interface RollbackQuestion {
  readonly state: RegistryState;
  readonly model: ModelState;
  readonly to: StageName;
}

/** What `kind` of a move says of the branch that asks for it. */
export function kindOf({ kind }: Pick<MoveBranch, "kind">): Pick<Move, "kind"> {
  return kind === "rollback" ? { kind } : {};
}

/**
 * The version that a rollback of the stage goes back to: the last displaced holder that the stage's rollback rules do
 * not refuse for what it is (its card, its metrics). Undefined when there is none. What is unknown passes nobody
 * over: the gate then stays shut before that version, and the check says why.
 */
export async function findRollback(ports: RegistryPorts, question: RollbackQuestion): Promise<FoundRollback> {
  const { stages } = question.model;
  const passedOver: PassedOver[] = [];
  for (const version of formerHolders(stages, question.to)) {
    const failed = refusals(await decideRollback(ports, question, version));
    if (failed.length === 0) return { target: { model: stages.model, version }, passedOver };
    passedOver.push({ version, failed });
  }
  return { target: undefined, passedOver };
}

export interface FoundRollback {
  /** Undefined where no former holder meets the rules. */
  readonly target: VersionPlace | undefined;
  /** Former holders that stood there after it, or all where there is none; the last one first. */
  readonly passedOver: readonly PassedOver[];
}

/** A former holder that is not gone back to, with what its rollback would fail by. */
export interface PassedOver {
  readonly version: number;
  readonly failed: readonly RequirementResult[];
}

async function decideRollback(
  ports: RegistryPorts,
  { state, model, to }: RollbackQuestion,
  version: number,
): Promise<Decision> {
  const name = model.stages.model;
  const { stage } = requireStanding(model.stages, version);
  const move: Move = { model: name, version, from: stage, to, kind: "rollback" };
  const headBranch = formatBranchName({ kind: "rollback", model: name, version, to });
  const unreviewed = { head: state.tip, headBranch, move, requester: null, state, model };
  return decide(state.policy, await factsBeforeReview(ports, unreviewed));
}

/** A halt is about the model as a whole, so it says nothing about which version to go back to. */
function refusals({ requirements }: Decision): readonly RequirementResult[] {
  return requirements.filter(({ kind, status }) => kind !== "standstill" && status === "failed");
}
