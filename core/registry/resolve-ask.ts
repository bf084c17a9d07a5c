import type { StageName } from "../names.ts";
import type { Policy, StagePolicy } from "../policy/policy.ts";
import type { Command } from "./command.ts";
import { findStage } from "./memberships.ts";
import { POLICY_EDITORS, type Refusal } from "./refusal.ts";

/** The stage that `/archive` and `/restore` speak of. */
const ARCHIVE = "archived";

/** Where a wish leads, or why nowhere: a value, since people mistype stages every day. */
export type ResolvedAsk =
  | { readonly kind: "stage"; readonly to: StageName }
  | ({ readonly kind: "refused" } & Refusal);

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
    return elsewhere(`it is in ${from}, not in ${ARCHIVE}`);
  }
  if (wanted === undefined && ask.verb === "restore") {
    const next = `propose ${ARCHIVE} in the “from” of a stage of pedigree.yml, then say it again`;
    return refused({ reason: `the policy knows no way out of ${ARCHIVE}`, who: POLICY_EDITORS, next });
  }
  if (wanted === undefined) return elsewhere(`there is no stage before ${from} to go back to`);
  const stage = findStage(policy, wanted);
  if (stage === undefined) return { kind: "refused", ...unknownStage(policy, wanted) };
  if (stage.name === from) {
    const who = "nobody: there is nothing to do";
    return refused({
      reason: `it is in ${from} already`,
      who,
      next: "name another stage, if another was meant",
    });
  }
  return isReachable(stage, from) ? { kind: "stage", to: stage.name } : noWay(policy, from, stage.name);
}

/** A stage that the policy does not have, most likely mistyped. */
export function unknownStage({ stages }: Policy, wanted: string): Refusal {
  return {
    code: "STAGE_UNKNOWN",
    reason: `the policy has no stage ${shorten(wanted)}`,
    who: ASKERS,
    next: `say it again with one of ${stages.map(({ name }) => name).join(", ")}`,
  };
}

function noWay(policy: Policy, from: StageName, to: StageName): ResolvedAsk {
  const reason = `the policy knows no way from ${from} to ${to}`;
  const before = policy.stages.filter((stage) => isReachable(stage, from)).map(({ name }) => name);
  const onTheWay = before.filter((name) =>
    policy.stages.some((stage) => stage.name === to && isReachable(stage, name)),
  );
  const [step] = onTheWay;
  if (step !== undefined) return refused({ reason, who: ASKERS, next: `say /promote ${step} first` });
  const next = `propose ${from} in the “from” of ${to} in pedigree.yml, or choose another stage`;
  return refused({ reason, who: POLICY_EDITORS, next });
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

/** Whoever may ask for moves, in words. */
const ASKERS = "whoever may ask for moves";

/** The wish is about another place than that where the version stands. */
function elsewhere(reason: string): ResolvedAsk {
  return refused({ reason, who: ASKERS, next: "say /promote STAGE with a stage that it can move to" });
}

function refused(refusal: Omit<Refusal, "code">): ResolvedAsk {
  return { kind: "refused", code: "MOVE_REFUSED", ...refusal };
}

function shorten(text: string): string {
  return text.length > 60 ? `${text.slice(0, 59)}…` : text;
}
