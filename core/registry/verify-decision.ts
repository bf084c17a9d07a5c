import { canonicalJson, digestOf } from "../canonical.ts";
import type { Sha256 } from "../names.ts";
import { decide } from "../policy/decide.ts";
import { decideEdit } from "../policy/decide-edit.ts";
import type { Decision, RequirementResult } from "../policy/decision.ts";
import type { EditDecision } from "../policy/edit-decision.ts";
import type { Facts } from "../policy/facts.ts";
import type { Policy } from "../policy/policy.ts";
import type { EditEvent } from "./edit-event.ts";
import { firstDifference } from "./first-difference.ts";
import { POLICY_PATH } from "./layout.ts";
import { type Finding, type FindingPlace, findingOf } from "./verify-finding.ts";

/** A decision as an event records it. */
export interface RecordedDecision {
  readonly decision: Decision;
  readonly facts: Facts;
}

export interface DecisionCheck {
  readonly findings: readonly Finding[];
  /** The same decision in other words: the release that made it explained its results differently. */
  readonly reworded: boolean;
}

/**
 * Decides again from the recorded facts by the policy that was in force. Every status, every piece of evidence, who is
 * displaced and both digests have to agree; the words of an explanation may differ between releases.
 */
export function checkDecision(
  policy: Policy,
  recorded: RecordedDecision,
  place: FindingPlace,
): DecisionCheck {
  const { decision, facts } = recorded;
  return compareDecisions({ again: decide(policy, facts), decision, facts: digestOf(facts) }, place);
}

interface ComparedDecisions<D extends Decision | EditDecision> {
  readonly again: D;
  readonly decision: D;
  /** The digest of the recorded facts. */
  readonly facts: Sha256;
}

/** The same of an edit. */
export function checkEditDecision(
  policy: Policy,
  { decision, facts }: Pick<EditEvent, "decision" | "facts">,
  place: FindingPlace,
): DecisionCheck {
  return compareDecisions({ again: decideEdit(policy, facts), decision, facts: digestOf(facts) }, place);
}

function compareDecisions<D extends Decision | EditDecision>(
  { again, decision, facts }: ComparedDecisions<D>,
  place: FindingPlace,
): DecisionCheck {
  const findings = [
    ...checkPolicy(again.policy, decision.policy, place),
    ...findingOf(
      "facts",
      place,
      firstDifference({ decision: { facts } }, { decision: { facts: decision.facts } }),
    ),
    ...findingOf("decision", place, firstDifference(substance(again), substance(decision))),
  ];
  return { findings, reworded: findings.length === 0 && canonicalJson(again) !== canonicalJson(decision) };
}

// The event is checked by its own digest, so the policy is the file to look at first.
function checkPolicy(present: string, recorded: string, { commit, file }: FindingPlace): readonly Finding[] {
  if (present === recorded) return [];
  const expected = `digest ${recorded}, as ${file ?? "the event"} records`;
  return [{ code: "policy", commit, file: POLICY_PATH, path: null, expected, found: `digest ${present}` }];
}

/** What a decision rests on, without its words and without what is compared by itself. */
function substance(decision: Decision | EditDecision) {
  const { allowed } = decision;
  const requirements = decision.requirements.map(substanceOfResult);
  if (decision.kind === "edit-decision") return { decision: { allowed, requirements } };
  const { move, displaced } = decision;
  return { decision: { move, allowed, displaced, requirements } };
}

interface Substance {
  readonly kind: string;
  readonly status: RequirementResult["status"];
  readonly evidence: RequirementResult["evidence"];
  readonly children: readonly Substance[];
}

function substanceOfResult({ kind, status, evidence, children }: RequirementResult): Substance {
  return { kind, status, evidence, children: children.map(substanceOfResult) };
}
