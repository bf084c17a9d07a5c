import type { StageName } from "../core/names.ts";
import type { RequirementResult } from "../core/policy/decision.ts";
import type { MoveBranch } from "../core/registry/branch-name.ts";
import type { Command } from "../core/registry/command.ts";
import { findStage } from "../core/registry/memberships.ts";
import type { Refusal } from "../core/registry/refusal.ts";
import { reachableStages, resolveAsk, unknownStage } from "../core/registry/resolve-ask.ts";
import { findRollback, type PassedOver } from "./find-rollback.ts";
import type { RegistryPorts } from "./ports.ts";
import { type ModelState, type RegistryState, requireStanding, type VersionPlace } from "./read-registry.ts";

/** What somebody wishes for, on the version's pull request or by naming the version. */
export interface Wish {
  readonly ask: Command;
  readonly place: VersionPlace;
  readonly state: RegistryState;
  readonly model: ModelState;
}

/** The move that a wish means, or why it means none and what else is possible. */
export type ResolvedWish =
  | {
      readonly kind: MoveBranch["kind"];
      readonly place: VersionPlace;
      readonly to: StageName;
    }
  | ({ readonly kind: "refused"; readonly allowed: readonly string[] } & Refusal);

/** A rollback is about the version that the log names, every other move about the version at hand. */
export async function resolveWish(ports: RegistryPorts, wish: Wish): Promise<ResolvedWish> {
  if (wish.ask.verb === "rollback") return resolveRollback(ports, wish);
  const { ask, place, state, model } = wish;
  const { stage } = requireStanding(model.stages, place.version);
  const resolved = resolveAsk(state.policy, stage, ask);
  if (resolved.kind === "stage") return { kind: "move", place, to: resolved.to };
  return { ...resolved, allowed: reachableStages(state.policy, stage) };
}

/** An answer of this many versions is read; each one's check says the same. */
const MAX_TOLD = 5;

function describeMiss({ version, failed }: PassedOver): string {
  const misses = failed
    .flatMap((result) => (result.children.length > 0 ? failedOf(result) : [result]))
    .slice(0, MAX_TOLD)
    .map(({ title, expected, found }) => `${title}: expected ${expected}, found ${found}`);
  return `version ${version} (${misses.join(", ")})`;
}

/** The parts that failed; they say more than that one of them did. */
function failedOf(result: RequirementResult): readonly RequirementResult[] {
  const failed = result.children.filter(({ status }) => status === "failed");
  return failed.length > 0 ? failed : [result];
}

async function resolveRollback(ports: RegistryPorts, { ask, state, model }: Wish): Promise<ResolvedWish> {
  const refused = { kind: "refused", code: "MOVE_REFUSED", allowed: [] } as const;
  const stage = findStage(state.policy, ask.stage ?? "");
  if (stage === undefined) return { ...refused, ...unknownStage(state.policy, ask.stage ?? "") };
  const who = "whoever may ask for moves";
  const next = `say /promote ${stage.name} on the pull request of the version that is meant`;
  if (stage.holders !== "one") {
    const reason = `many versions may stand in ${stage.name}, so none was displaced from it`;
    return { ...refused, reason, who, next };
  }
  const { target, passedOver: former } = await findRollback(ports, { state, model, to: stage.name });
  if (target !== undefined) return { kind: "rollback", place: target, to: stage.name };
  if (former.length === 0) {
    const none = `no version of ${model.stages.model} is left that a promotion displaced from ${stage.name}`;
    const reason = `${none}: one that a rollback took away, or people moved out, is not gone back to`;
    return { ...refused, reason, who, next };
  }
  return {
    ...refused,
    reason: `none of the former holders meets what a rollback to ${stage.name} requires: ${former.slice(0, MAX_TOLD).map(describeMiss).join("; ")}`,
    who: `whoever completes the card of one of them, or changes “rollback” of ${stage.name} in pedigree.yml`,
    next: `${next}: its check says what is missing`,
  };
}
