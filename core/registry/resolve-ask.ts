import type { ErrorCode } from "../errors.ts";
import type { StageName } from "../names.ts";
import type { Policy, StagePolicy } from "../policy/policy.ts";
import type { Command } from "./command.ts";
import { findStage } from "./memberships.ts";

/** The stage that `/archive` and `/restore` speak of. */
const ARCHIVE = "archived";

/** Where a wish leads, or why nowhere: a value, since people mistype stages every day. */
export type ResolvedAsk =
  | { readonly kind: "stage"; readonly to: StageName }
  | { readonly kind: "refused"; readonly code: ErrorCode; readonly reason: string };

/** Stages that a version in `from` may enter, by order alone: what else is required, the decision says. */
export function reachableStages(policy: Policy, from: StageName): readonly StageName[] {
  return policy.stages.filter((stage) => isReachable(stage, from)).map(({ name }) => name);
}

/**
 * `/archive` means the stage of that name; `/demote` alone means the nearest stage before this one; `/restore` leads out
 * of the archive, alone to the first stage that can be entered from there. Which version `/rollback` is about, the log
 * says, so it is not resolved here.
 */
export function resolveAsk(policy: Policy, from: StageName, ask: Command): ResolvedAsk {
  const wanted = wantedStage(policy, from, ask);
  if (ask.verb === "restore" && from !== ARCHIVE) {
    return refused("MOVE_REFUSED", `it is in ${from}, not in ${ARCHIVE}`);
  }
  if (wanted === undefined && ask.verb === "restore") {
    return refused("MOVE_REFUSED", `the policy knows no way out of ${ARCHIVE}`);
  }
  if (wanted === undefined) return refused("MOVE_REFUSED", `there is no stage before ${from} to go back to`);
  const stage = findStage(policy, wanted);
  if (stage === undefined) return refused("STAGE_UNKNOWN", `the policy has no stage ${shorten(wanted)}`);
  if (stage.name === from) return refused("MOVE_REFUSED", `it is in ${from} already`);
  if (!isReachable(stage, from)) {
    return refused("MOVE_REFUSED", `the policy knows no way from ${from} to ${stage.name}`);
  }
  return { kind: "stage", to: stage.name };
}

function wantedStage(policy: Policy, from: StageName, ask: Command): string | undefined {
  if (ask.stage !== null) return ask.stage;
  if (ask.verb === "archive") return ARCHIVE;
  if (ask.verb === "restore") return reachableStages(policy, from)[0];
  const place = policy.stages.findIndex(({ name }) => name === from);
  return policy.stages.slice(0, Math.max(place, 0)).findLast((stage) => isReachable(stage, from))?.name;
}

function isReachable(stage: StagePolicy, from: StageName): boolean {
  if (stage.name === from || stage.from === undefined) return false;
  return stage.from === "any" || stage.from.includes(from);
}

function refused(code: ErrorCode, reason: string): ResolvedAsk {
  return { kind: "refused", code, reason };
}

function shorten(text: string): string {
  return text.length > 60 ? `${text.slice(0, 59)}…` : text;
}
