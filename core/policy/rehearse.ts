import { canonicalJson } from "../canonical.ts";
import type { DecidedEvent } from "../registry/event.ts";
import { decide } from "./decide.ts";
import { type Decision, openOf, type RequirementResult } from "./decision.ts";
import type { Policy } from "./policy.ts";

/**
 * What another policy would have made of a move that landed. `unclear`: it asks for something that nobody looked up then, so
 * the recorded facts cannot tell, e.g. whether a reviewer was in another team. `reported`: its mode is `audit`, so the move
 * would have landed, with this said of it.
 */
export type Rehearsal =
  | { readonly kind: "same" }
  | {
      readonly kind: "displaces";
      readonly displaced: Decision["displaced"];
      /** Who was displaced in fact. */
      readonly before: Decision["displaced"];
    }
  | {
      readonly kind: "refused" | "unclear" | "reported";
      readonly because: readonly RequirementResult[];
    };

/** Decides a past move again under another policy, from the facts that were recorded. */
export function rehearse(
  policy: Policy,
  { decision, facts }: Pick<DecidedEvent, "decision" | "facts">,
): Rehearsal {
  const again = decide(policy, facts);
  // What was overridden landed although it was refused: refusing it again changes nothing.
  if (!decision.allowed) return again.allowed ? displacement(again, decision) : { kind: "same" };
  const because = openOf(again);
  if (!again.allowed) {
    const isUnclear = because.every(({ status }) => status === "unknown");
    return { kind: isUnclear ? "unclear" : "refused", because };
  }
  const isNew = canonicalJson(because) !== canonicalJson(openOf(decision));
  return because.length > 0 && isNew ? { kind: "reported", because } : displacement(again, decision);
}

function displacement({ displaced }: Decision, { displaced: before }: Decision): Rehearsal {
  if (canonicalJson(displaced) === canonicalJson(before)) return { kind: "same" };
  return { kind: "displaces", displaced, before };
}
