import type { BlobSha, RunId } from "../names.ts";
import type { Account } from "../people.ts";
import type { Decision } from "../policy/decision.ts";
import type { Facts } from "../policy/facts.ts";
import type { Change } from "../ports/registry-repository.ts";
import type { MovedEvent, OverriddenEvent, Override, RegisteredEvent } from "./event.ts";
import { holdersOf, standingOf } from "./fold.ts";
import { finishPlan, type LandingPlan } from "./landing-plan.ts";
import { formatPath } from "./layout.ts";
import type { Stages } from "./stages.ts";

/** What was judged, and how: the part of an event that proves it. */
export interface Judgement {
  readonly pull: number;
  readonly decision: Decision;
  readonly facts: Facts;
}

export interface RegistrationPlanInput {
  readonly stages: Stages;
  readonly judgement: Judgement;
  readonly run: RunId;
  /** The version's files by path, as blobs of the commit that the App made; only the card may be somebody's. */
  readonly files: ReadonlyMap<string, BlobSha>;
}

/** The version enters the registry: its files, `stages.json` and a `registered` event. */
export function planRegistration(input: RegistrationPlanInput): LandingPlan {
  const { stages, judgement, run, files } = input;
  const { move } = judgement.decision;
  const event: RegisteredEvent = {
    ...continueChain(stages, judgement),
    kind: "registered",
    version: move.version,
    run,
    stage: move.to,
  };
  const changes = new Map([...files].map(([path, blob]): [string, Change] => [path, { blob }]));
  return finishPlan(stages, event, changes);
}

export interface MovePlanInput {
  readonly stages: Stages;
  readonly judgement: Judgement;
  readonly requester: Account | null;
  /** The card of the pull request's head, where people changed it there. */
  readonly card: BlobSha | undefined;
  /** Who insists on a move that the decision refuses, and why. */
  readonly override?: Override | undefined;
}

/**
 * The version changes its stage: `stages.json`, the event, and the card where it was edited along. With `override` the
 * event says so and holds the refusal as it was; REGISTRY_INCONSISTENT for an override of what is allowed.
 */
export function planMove({ stages, judgement, requester, card, override }: MovePlanInput): LandingPlan {
  const { move, displaced } = judgement.decision;
  const moved = {
    ...continueChain(stages, judgement),
    version: move.version,
    // The version's own stage, not the decision's word: applyEvent refuses the event if they differ.
    from: standingOf(stages, move.version)?.stage ?? move.to,
    to: move.to,
    displaced,
    requester,
  };
  const event: MovedEvent | OverriddenEvent =
    override === undefined ? { ...moved, kind: "moved" } : { ...moved, kind: "overridden", override };
  const changes = new Map<string, Change>();
  if (card !== undefined) {
    const place = { model: move.model, version: move.version, file: "card.md" } as const;
    changes.set(formatPath({ kind: "version-file", ...place }), { blob: card });
  }
  return finishPlan(stages, event, changes);
}

/**
 * `stages.json` as it would read if the move landed now: what the pull request's diff shows to its reviewers. It
 * carries no authority, since landing derives the plan again; the chain therefore stays as it is.
 */
export function previewMove(
  stages: Stages,
  decision: Pick<Decision, "move" | "displaced">,
  at: string,
): Stages {
  const targets = [{ version: decision.move.version, to: decision.move.to }, ...decision.displaced];
  const versions = { ...stages.versions };
  for (const { version, to } of targets) {
    const standing = standingOf(stages, version);
    if (standing !== undefined) versions[String(version)] = { ...standing, stage: to, since: at };
  }
  return { ...stages, versions, holders: holdersOf(versions) };
}

function continueChain(stages: Stages, { pull, decision, facts }: Judgement) {
  return {
    schemaVersion: 1 as const,
    model: stages.model,
    sequence: stages.sequence + 1,
    previous: stages.last,
    at: facts.at,
    pull,
    head: facts.head,
    tip: facts.tip,
    decision,
    facts,
  };
}
