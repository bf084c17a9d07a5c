import { digestOfText } from "../canonical.ts";
import { LINEAGE_COUNTS } from "../card/card-evidence.ts";
import type { CardFacts } from "../card/card-facts.ts";
import { PedigreeError } from "../errors.ts";
import type { Ancestor } from "../lineage/ancestry.ts";
import { type AttestationFacts, withoutDetails } from "../policy/attestation-facts.ts";
import type { Facts } from "../policy/facts.ts";
import type { LocalTime } from "../policy/freeze-window.ts";
import type { Principal } from "../policy/principal.ts";
import { lastValues, type MetricValue } from "../run/metric.ts";
import type { Run } from "../run/run.ts";
import { firstDifference } from "./first-difference.ts";
import { standingSince } from "./fold.ts";
import { formatPath } from "./layout.ts";
import { dataInputs, dataReadSince } from "./run-data.ts";
import type { Stages } from "./stages.ts";
import { type Finding, type FindingPlace, findingOf, findingOfError } from "./verify-finding.ts";
import type { Version } from "./version.ts";

/** What the registry itself says about the things that the facts of a landing record. */
export interface KnownByRegistry {
  /** Where the versions stood before the landing. */
  readonly stages: Stages | undefined;
  /** The owners in `model.yml` at the landing's parent, or why it cannot be read: nothing lands on such a parent. */
  readonly owners: readonly Principal[] | PedigreeError | undefined;
  readonly candidate: { readonly version: Version; readonly run: Run } | undefined;
  /** The version's bundles as they verify now, or why they cannot be judged though they were. */
  readonly attestations?: AttestationFacts | PedigreeError | undefined;
  /** The run of the version that leaves the stage (of several, the one of the lowest number), null where none does. */
  readonly holder: { readonly version: number; readonly run: Run } | null | undefined;
  /** The version that left an empty stage last, as far as the event names one; null where none ever did. */
  readonly predecessor: { readonly version: number; readonly run: Run } | null | undefined;
  /** What the version was made from, null where its run does not say so; undefined where it cannot be told. */
  readonly ancestry?: readonly Ancestor[] | null | undefined;
  /** The moment of the decision in the zones that the event names; undefined where it names none. */
  readonly local?: readonly LocalTime[] | undefined;
  /** `card.md` as it landed, or why it cannot be read: what the event says of it was read from something. */
  readonly card: string | PedigreeError | undefined;
  /**
   * The card judged again, as far as the event says that it was compared with its run; an error where the registry's
   * template or sections cannot be used.
   */
  readonly cardFacts: CardFacts | PedigreeError | undefined;
}

/**
 * Compares the recorded facts with the registry wherever it has a word in it: reviews, checks and memberships only GitHub
 * knew, but stages, metrics, owners, trainer and card lie beside the event, and what was found in the card can be found again.
 */
export function checkFacts(facts: Facts, known: KnownByRegistry, place: FindingPlace): readonly Finding[] {
  const { stages, candidate, holder } = known;
  const owners = readable(known.owners);
  const attestations = readable(known.attestations);
  const card = readable(known.card);
  const recorded = facts.attestations && whenKnown(facts.attestations);
  const pairs: readonly (readonly [string, unknown, unknown])[] = [
    ["holders", stages?.holders, facts.holders],
    ["former", formerOf(stages, facts), facts.former],
    ["halt", stages && haltOf(stages), facts.halt ?? null],
    ["owners", owners, facts.owners],
    ["trainer", candidate?.version.provenance.actor, facts.trainer],
    [
      "otherTrainers",
      candidate && (candidate.version.provenance.otherActors ?? []),
      facts.otherTrainers ?? [],
    ],
    [
      "candidate",
      candidate && metricsOf(candidate.version.version, candidate.run),
      whenKnown(facts.candidate),
    ],
    ["holder", holder && metricsOf(holder.version, holder.run), whenKnown(facts.holder)],
    ["predecessor", predecessorOf(known.predecessor), facts.predecessor && whenKnown(facts.predecessor)],
    ["baseline", candidate && baselineOf(candidate.version), whenKnown(facts.baseline)],
    ["since", stages && standingSince(stages, facts.move.version), facts.since],
    ["local", known.local, facts.local],
    ["training", candidate && trainedFrom(candidate.version.provenance), trainingOf(facts)],
    ["data", candidate && facts.data && dataInputs(candidate.run), facts.data && whenKnown(facts.data)],
    ["dataReadSince", candidate && dataReadSince(candidate.version, candidate.run), facts.dataReadSince],
    ["ancestry", known.ancestry, ancestryOf(facts)],
    ["attestations", attestations && withoutDetails(attestations), recorded && withoutDetails(recorded)],
    ["card", card === undefined ? undefined : digestOfText(card), whenKnown(facts.card)?.digest],
  ];
  return [
    ...pairs.flatMap(([name, expected, found]) => {
      if (expected === undefined || found === undefined) return [];
      return findingOf(
        "facts",
        place,
        firstDifference({ facts: { [name]: expected } }, { facts: { [name]: found } }),
      );
    }),
    ...checkCard(known.cardFacts, whenKnown(facts.card), place),
    ...unreadable(facts, known, place),
  ];
}

function readable<T>(value: T | PedigreeError): T | undefined {
  return value instanceof PedigreeError ? undefined : value;
}

/** Files without which there had been no such facts. */
function unreadable({ card, move }: Facts, known: KnownByRegistry, place: FindingPlace): readonly Finding[] {
  const inFile = (file: string, error: PedigreeError) =>
    findingOfError("unreadable", { commit: place.commit, file }, error);
  const { model, version } = move;
  const cardFile = formatPath({ kind: "version-file", model, version, file: "card.md" });
  return [
    ...(known.owners instanceof PedigreeError
      ? [inFile(formatPath({ kind: "model", model }), known.owners)]
      : []),
    ...(known.card instanceof PedigreeError && card.known ? [inFile(cardFile, known.card)] : []),
    ...(known.attestations instanceof PedigreeError
      ? [findingOfError("facts", place, known.attestations)]
      : []),
  ];
}

/**
 * The card's facts as they are found now and as they were recorded. Where this release fills a card in other words than the
 * one that judged it, what it finds in the blocks is no measure, and only the rest is compared.
 */
function checkCard(
  again: CardFacts | PedigreeError | undefined,
  recorded: CardFacts | undefined,
  place: FindingPlace,
): readonly Finding[] {
  if (again === undefined || recorded?.evidence === undefined) return [];
  if (again instanceof PedigreeError) return [findingOfError("facts", place, again)];
  const reworded = again.evidence?.filled !== recorded.evidence.filled;
  // What is wrong with the front matter is partly in the words of a library.
  const frontMatter = (card: CardFacts) => card.frontMatter.map(({ path, line }) => ({ path, line }));
  const side = (card: CardFacts) => ({
    facts: { card: { ...(reworded ? withoutWords(card) : card), frontMatter: frontMatter(card) } },
  });
  return findingOf("facts", place, firstDifference(side(again), side(recorded)));
}

function withoutWords({ evidence, ...card }: CardFacts) {
  const findings = evidence?.findings.filter(({ kind }) => kind !== "stale" && kind !== "block-missing");
  return { ...card, evidence: { rules: evidence?.rules, template: evidence?.template, findings } };
}

/** Null says that the run did not tell; before ancestors counted, nobody asked. */
function ancestryOf({ ancestry, card }: Facts): Facts["ancestry"] | null {
  const rules = whenKnown(card)?.evidence?.rules ?? 0;
  return ancestry ?? (rules < LINEAGE_COUNTS ? undefined : null);
}

function trainedFrom({ repository, commit }: Version["provenance"]) {
  return { repository: repository.fullName, commit };
}

function trainingOf({ training }: Facts): ReturnType<typeof trainedFrom> | undefined {
  return training && { repository: training.repository, commit: training.commit };
}

function predecessorOf(predecessor: KnownByRegistry["predecessor"]): unknown {
  return predecessor === undefined || predecessor === null
    ? predecessor
    : metricsOf(predecessor.version, predecessor.run);
}

/** Before it was kept with the version, every event said that there was none. */
function baselineOf({ baseline = null }: Version) {
  return baseline && { version: null, metrics: baseline.metrics };
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
  return { version, metrics: lastValues(run.metrics) };
}
