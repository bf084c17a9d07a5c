import { digestOfText } from "../canonical.ts";
import { type AttestationFacts, withoutDetails } from "../policy/attestation-facts.ts";
import type { Facts } from "../policy/facts.ts";
import type { Principal } from "../policy/principal.ts";
import type { MetricValue } from "../run/metric.ts";
import type { Run } from "../run/run.ts";
import { firstDifference } from "./first-difference.ts";
import { dataInputs, dataReadSince } from "./run-data.ts";
import type { Stages } from "./stages.ts";
import { type Finding, type FindingPlace, findingOf } from "./verify-finding.ts";
import type { Version } from "./version.ts";

/** What the registry itself says about the things that the facts of a landing record. */
export interface KnownByRegistry {
  /** Where the versions stood before the landing. */
  readonly stages: Stages | undefined;
  /** The owners in `model.yml` at the landing's parent. */
  readonly owners: readonly Principal[] | undefined;
  readonly candidate: { readonly version: Version; readonly run: Run } | undefined;
  /** The version's bundles as they verify now. */
  readonly attestations?: AttestationFacts | undefined;
  /** The run of the version that leaves the stage, null where none does. */
  readonly holder: { readonly version: number; readonly run: Run } | null | undefined;
  /** `card.md` as it landed. */
  readonly card: string | undefined;
}

/**
 * Compares the recorded facts with the registry wherever it has a word in it: reviews, checks and memberships only GitHub
 * knew, but stages, metrics, owners, trainer and card lie beside the event.
 */
export function checkFacts(facts: Facts, known: KnownByRegistry, place: FindingPlace): readonly Finding[] {
  const { stages, owners, candidate, attestations, holder, card } = known;
  const recorded = facts.attestations && whenKnown(facts.attestations);
  const pairs: readonly (readonly [string, unknown, unknown])[] = [
    ["holders", stages?.holders, facts.holders],
    ["former", formerOf(stages, facts), facts.former],
    ["halt", stages && haltOf(stages), facts.halt ?? null],
    ["owners", owners, facts.owners],
    ["trainer", candidate?.version.provenance.actor, facts.trainer],
    [
      "candidate",
      candidate && metricsOf(candidate.version.version, candidate.run),
      whenKnown(facts.candidate),
    ],
    ["holder", holder && metricsOf(holder.version, holder.run), whenKnown(facts.holder)],
    ["data", candidate && facts.data && dataInputs(candidate.run), facts.data && whenKnown(facts.data)],
    ["dataReadSince", candidate && dataReadSince(candidate.version, candidate.run), facts.dataReadSince],
    ["attestations", attestations && withoutDetails(attestations), recorded && withoutDetails(recorded)],
    ["card", card === undefined ? undefined : digestOfText(card), whenKnown(facts.card)?.digest],
  ];
  return pairs.flatMap(([name, expected, found]) => {
    if (expected === undefined || found === undefined) return [];
    return findingOf(
      "facts",
      place,
      firstDifference({ facts: { [name]: expected } }, { facts: { [name]: found } }),
    );
  });
}

/** Only a rollback asks who held the stage before. */
function formerOf(stages: Stages | undefined, { move }: Facts): readonly number[] | undefined {
  if (stages === undefined || move.kind !== "rollback") return undefined;
  return stages.former?.[move.to] ?? [];
}

function haltOf({ frozen, ungoverned }: Stages): Facts["halt"] | null {
  if (frozen === undefined && ungoverned === undefined) return null;
  return { ...(frozen && { frozen }), ...(ungoverned && { ungoverned }) };
}

/** What was not known then decides nothing now. */
function whenKnown<T>(
  fact: { readonly known: true; readonly value: T } | { readonly known: false },
): T | undefined {
  return fact.known ? fact.value : undefined;
}

function metricsOf(version: number, run: Run): { version: number; metrics: Record<string, MetricValue> } {
  const metrics = Object.fromEntries(Object.entries(run.metrics).map(([name, { last }]) => [name, last]));
  return { version, metrics };
}
