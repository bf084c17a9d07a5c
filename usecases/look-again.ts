import { canonicalJson } from "../core/canonical.ts";
import type { RequirementResult } from "../core/policy/decision.ts";
import { type Judged, judgePull } from "./judge.ts";
import type { RegistryPorts } from "./ports.ts";

/** A judgment together with what it was made of. */
export type JudgedPull = Extract<Judged, { kind: "judged" }>;

/**
 * The last look before the branch moves. Showing a decision and building its commit take a while, and only the tip is
 * guarded by the update itself: a review may have been dismissed, a right taken away, a check turned red since. Judges
 * everything anew; undefined unless it is the same head on the same tip, by the same evidence.
 */
export async function lookAgain(ports: RegistryPorts, first: JudgedPull): Promise<JudgedPull | undefined> {
  const again = await judgePull(ports, first.pull.number);
  if (again.kind !== "judged") return undefined;
  return canonicalJson(basisOf(again)) === canonicalJson(basisOf(first)) ? again : undefined;
}

/** What has to be the same. Moments and wordings may differ, since time goes on. */
function basisOf({ pull, tip, card, decision }: JudgedPull): unknown {
  const { allowed, requirements } = decision;
  return { head: pull.head, tip, card: card ?? null, allowed, evidence: requirements.map(evidenceOf) };
}

function evidenceOf({ kind, status, evidence, children }: RequirementResult): unknown {
  return { kind, status, evidence, children: children.map(evidenceOf) };
}
