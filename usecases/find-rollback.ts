import type { StageName } from "../core/names.ts";
import { decide } from "../core/policy/decide.ts";
import type { Decision, Move } from "../core/policy/decision.ts";
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
export async function findRollback(
  ports: RegistryPorts,
  { state, model, to }: RollbackQuestion,
): Promise<VersionPlace | undefined> {
  const name = model.stages.model;
  for (const version of formerHolders(model.stages, to)) {
    const { stage } = requireStanding(model.stages, version);
    const move: Move = { model: name, version, from: stage, to, kind: "rollback" };
    const headBranch = formatBranchName({ kind: "rollback", model: name, version, to });
    const unreviewed = { head: state.tip, headBranch, move, requester: null, state, model };
    const decision = decide(state.policy, await factsBeforeReview(ports, unreviewed));
    if (!refusesVersion(decision)) return { model: name, version };
  }
  return undefined;
}

/** A halt is about the model as a whole, so it says nothing about which version to go back to. */
function refusesVersion({ requirements }: Decision): boolean {
  return requirements.some(({ kind, status }) => kind !== "standstill" && status === "failed");
}
