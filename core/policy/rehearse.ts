import { canonicalJson } from "../canonical.ts";
import type { DecidedEvent } from "../registry/event.ts";
import { decide } from "./decide.ts";
import type { Decision, RequirementResult } from "./decision.ts";
import type { Policy } from "./policy.ts";

/**
 * What another policy would have made of a move that landed. `unclear`: it asks for something that nobody looked up then, so
 * the recorded facts cannot tell, e.g. whether a reviewer was in another team.
 */
export type Rehearsal =
  | { readonly kind: "same" }
  | { readonly kind: "displaces"; readonly displaced: Decision["displaced"] }
  | { readonly kind: "refused" | "unclear"; readonly because: readonly RequirementResult[] };

/** Decides a past move again under another policy, from the facts that were recorded. */
export function rehearse(
  policy: Policy,
  { decision, facts }: Pick<DecidedEvent, "decision" | "facts">,
): Rehearsal {
  const again = decide(policy, facts);
  // What was overridden landed although it was refused: refusing it again changes nothing.
  if (again.allowed || !decision.allowed) {
    const same = canonicalJson(again.displaced) === canonicalJson(decision.displaced);
    return same || !again.allowed ? { kind: "same" } : { kind: "displaces", displaced: again.displaced };
  }
  const because = again.requirements.filter(({ status }) => status !== "passed");
  const isUnclear = because.every(({ status }) => status === "unknown");
  return { kind: isUnclear ? "unclear" : "refused", because };
}
