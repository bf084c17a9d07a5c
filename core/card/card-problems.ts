import type { CardLevel } from "../policy/policy.ts";
import type { CardFacts, CardFinding, CardSectionFact } from "./card-facts.ts";
import {
  CARD_SECTIONS,
  type CardSection,
  FRONT_MATTER_SECTION,
  type SectionNeed,
  sectionNeed,
} from "./sections.ts";

/** What is wrong with a place of a card: whether something is there, and whether it is true. */
export type CardVerdict =
  | "MISSING"
  | "EMPTY"
  | "PLACEHOLDER"
  | "SHORT"
  | "INVALID"
  | "STALE"
  | "BLOCK-MISSING"
  | "RESULT-MISSING"
  | "CONTRADICTS-RUN"
  | "TEST-DATA-IN-TRAINING"
  | "TEST-DATA-IN-LINEAGE";

/** One thing that is wrong, with the line of the card to look at. */
export interface CardProblem {
  readonly verdict: CardVerdict;
  readonly section: string;
  /** The section's heading, the field's path, or the block, metric or data that it is about. */
  readonly subject: string;
  /** Null where the card has no such line. */
  readonly line: number | null;
  readonly expected: string;
  readonly found: string;
  readonly remedy: string;
}

export interface CardProblems {
  /** What keeps the card from counting at the level. */
  readonly required: readonly CardProblem[];
  /** What the level only recommends. */
  readonly recommended: readonly CardProblem[];
  /** Headings of the sections that the level asks for, the front matter left out. */
  readonly needed: readonly string[];
}

/**
 * Everything that is wrong with a card at a level: front matter, sections, and what the run says of them. `edits` stand in
 * for the run where nobody has it.
 */
export function cardProblems(
  card: CardFacts,
  level: CardLevel,
  edits: readonly CardFinding[] = [],
): CardProblems {
  const sections = card.rules ?? [FRONT_MATTER_SECTION, ...CARD_SECTIONS];
  const needs = new Map(sections.map((section) => [section.key, sectionNeed(section, level, card.riskTier)]));
  const body = sections.filter(({ key }) => key !== FRONT_MATTER_SECTION.key);
  const all = [
    ...card.frontMatter.map(fieldProblem),
    ...body.flatMap((section) => sectionProblem(section, card) ?? []),
    ...(card.evidence?.findings ?? edits).map(findingProblem),
  ];
  const withNeed = (need: SectionNeed) => all.filter((problem) => needOf(problem, needs) === need);
  return {
    required: withNeed("required"),
    recommended: withNeed("recommended"),
    needed: body.filter(({ key }) => needs.get(key) === "required").map(({ heading }) => heading),
  };
}

function isUntrue(verdict: CardVerdict): boolean {
  return verdict === "STALE" || verdict === "CONTRADICTS-RUN" || isLeak(verdict);
}

/** What no edit can mend: the model has seen what it was tested on. */
export function isLeak(verdict: CardVerdict): boolean {
  return verdict === "TEST-DATA-IN-TRAINING" || verdict === "TEST-DATA-IN-LINEAGE";
}

/** What is untrue blocks wherever it stands; what is missing only where it is asked for. */
function needOf({ verdict, section }: CardProblem, needs: ReadonlyMap<string, SectionNeed>): SectionNeed {
  return isUntrue(verdict) ? "required" : (needs.get(section) ?? "optional");
}

function fieldProblem({ path, problem, line }: CardFacts["frontMatter"][number]): CardProblem {
  return {
    verdict: "INVALID",
    section: FRONT_MATTER_SECTION.key,
    subject: path,
    line: line ?? null,
    expected: path === "" ? "front matter" : `${path} filled in`,
    found: problem,
    remedy: "fill it in at the top of card.md",
  };
}

const VERDICTS = {
  missing: "MISSING",
  empty: "EMPTY",
  placeholder: "PLACEHOLDER",
  short: "SHORT",
} as const;

function sectionProblem(section: CardSection, card: CardFacts): CardProblem | undefined {
  const fact = card.sections.find(({ key }) => key === section.key);
  if (fact?.status === "complete") return undefined;
  return {
    verdict: fact === undefined || fact.line === null ? "MISSING" : VERDICTS[fact.status],
    section: section.key,
    subject: section.heading,
    line: fact?.line ?? null,
    expected: section.minWords > 1 ? `at least ${section.minWords} words` : "some text",
    found: foundInSection(fact),
    remedy: section.asks,
  };
}

function foundInSection(fact: CardSectionFact | undefined): string {
  if (fact === undefined || fact.line === null) return "missing";
  const found = { complete: "complete", missing: "missing", empty: "empty", placeholder: "a placeholder" };
  return fact.status === "short" ? `${fact.words} words` : found[fact.status];
}

const PUT_BACK = "put the block back; pedigree card fill prints the card with it";
const FINDINGS = {
  stale: { verdict: "STALE", remedy: PUT_BACK },
  "block-missing": { verdict: "BLOCK-MISSING", remedy: PUT_BACK },
  "result-missing": {
    verdict: "RESULT-MISSING",
    remedy:
      "write the result back as the run recorded it; pedigree card fill --new prints the card as it was filled",
  },
  "contradicts-run": { verdict: "CONTRADICTS-RUN", remedy: "write what the run recorded, or take it out" },
  "test-data-in-training": {
    verdict: "TEST-DATA-IN-TRAINING",
    remedy: "train and evaluate on data that have nothing in common; no card can mend this run",
  },
  "test-data-in-lineage": {
    verdict: "TEST-DATA-IN-LINEAGE",
    remedy:
      "evaluate on data that none of its ancestors was trained on, or begin with another base model; no card can mend this run",
  },
} as const satisfies Record<CardFinding["kind"], Pick<CardProblem, "verdict" | "remedy">>;

function findingProblem({ kind, ...finding }: CardFinding): CardProblem {
  return { ...FINDINGS[kind], ...finding };
}
