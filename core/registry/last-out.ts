import type { StageName } from "../names.ts";
import { type Event, isDecided } from "./event.ts";

/** Stage → the version that left it last by a move of its own. */
export type LastOut = ReadonlyMap<StageName, number>;

/**
 * The stage that a version leaves by the event; undefined where none does. Whoever is displaced makes room for another
 * holder, so an empty stage was left by a move of its own.
 */
export function stageLeftBy(event: Event): StageName | undefined {
  return isDecided(event) && event.kind !== "registered" ? event.from : undefined;
}

/** The same after some more events of the model's log. */
export function lastOutAfter(before: LastOut, events: readonly Event[]): LastOut {
  const after = new Map(before);
  for (const event of events) {
    const stage = stageLeftBy(event);
    if (stage !== undefined && isDecided(event)) after.set(stage, event.version);
  }
  return after;
}
