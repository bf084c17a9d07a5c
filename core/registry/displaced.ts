import type { StageName } from "../names.ts";
import type { Move } from "../policy/decision.ts";
import type { Policy } from "../policy/policy.ts";
import { findStage } from "./memberships.ts";
import type { Stages } from "./stages.ts";

/** The versions that must leave a stage when another one enters it, and where they go. */
export function displacedBy(
  policy: Policy,
  stages: Stages,
  move: Pick<Move, "version" | "to">,
): readonly { readonly version: number; readonly to: StageName }[] {
  const stage = findStage(policy, move.to);
  const to = stage?.displaced;
  if (stage?.holders !== "one" || to === undefined) return [];
  const present = stages.holders[move.to] ?? [];
  return present.filter((version) => version !== move.version).map((version) => ({ version, to }));
}
