import type { StageName } from "../names.ts";
import type { MovedEvent, OverriddenEvent } from "./event.ts";
import type { Stages } from "./stages.ts";

type Former = NonNullable<Stages["former"]>;

/** So many displaced holders of a stage are remembered: nobody goes back further. */
export const MAX_FORMER = 20;

/**
 * The displaced holders of each stage after a move. Whoever is displaced comes last; whoever enters the stage again is
 * no former holder. A version that a rollback displaced was found wanting, so it is not one to go back to; nor is one
 * that people moved out of the stage.
 */
export function formerAfter(former: Former, event: MovedEvent | OverriddenEvent): Former {
  const displaced = event.displaced.map(({ version }) => version);
  const gone = new Set([event.version, ...displaced]);
  const kept = (former[event.to] ?? []).filter((version) => !gone.has(version));
  const added = event.decision.move.kind === "rollback" ? [] : displaced;
  const list = [...kept, ...added].slice(-MAX_FORMER);
  const { [event.to]: _, ...others } = former;
  return list.length === 0 ? others : { ...others, [event.to]: list };
}

/** Versions to which a rollback of the stage may go back, the last holder first. */
export function formerHolders(stages: Stages, stage: StageName): readonly number[] {
  return (stages.former?.[stage] ?? [])
    .filter((version) => !(stages.holders[stage] ?? []).includes(version))
    .toReversed();
}
