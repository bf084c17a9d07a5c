import type { CardFacts, CardFinding, CardSectionFact } from "../../card/card-facts.ts";
import { CARD_SECTIONS, type CardSection, FRONT_MATTER_SECTION, sectionNeed } from "../../card/sections.ts";
import type { RequirementResult } from "../decision.ts";
import type { CardLevel } from "../policy.ts";
import { type Requirement, resultOf, worstOf } from "../requirement.ts";

/** The model card says what people and regulators ask before a model serves, and says it of this run. */
export const cardRequirement: Requirement = {
  kind: "card",
  triggers: ["push"],
  describe: {
    written: "`card: development | staging | production`",
    asks: "that the version's `card.md` is complete at this level and agrees with its run ([model cards](cards.md))",
    rules: [
      "A required section is there, is not a placeholder such as `[More Information Needed]`, and has its minimum of words.",
      "The front matter names model, version, license, owner, contact and risk tier, and what the Hugging Face hub knows is well-formed.",
      "A block that is filled from the run was filled for this version and run, is unedited, and is what would be filled now; a required section still has its block.",
      "Results in `model-index`, `training_data`, name and version are those of the run.",
      "No data of the evaluation is among the data that the run trained on: by digest, or by scheme and id.",
      "Sections that are only recommended at the level are named and do not block.",
      "At production a model whose `risk_tier` is `high` needs the regulatory annex.",
      "The registry's own `templates/card-sections.yml` says what its sections are worth.",
    ],
  },
  evaluate: ({ stage, facts }) => {
    const level = stage.require.card;
    if (level === undefined) return undefined;
    const part = { kind: "card", title: `model card complete for ${level}` };
    if (!facts.card.known) {
      return resultOf({
        ...part,
        status: "unknown",
        expected: "a card that can be read",
        found: facts.card.reason,
      });
    }
    return evaluateCard(facts.card.value, level);
  },
};

function evaluateCard(card: CardFacts, level: CardLevel): RequirementResult {
  const { frontMatter, body } = sectionsOf(card);
  const isRequired = (section: CardSection) => sectionNeed(section, level, card.riskTier) === "required";
  const needed = body.filter(isRequired);
  const sections = [...needed, ...(isRequired(frontMatter) ? [frontMatter] : [])];
  const children = [
    ...(isRequired(frontMatter) ? card.frontMatter.map(frontMatterResult) : []),
    ...needed.map((section) => sectionResult(section, card)).filter((result) => result !== undefined),
    ...(card.evidence?.findings ?? [])
      .filter(({ kind, section }) => kind !== "block-missing" || sections.some(({ key }) => key === section))
      .map(findingResult),
  ];
  const complete = children.length === 0;
  return resultOf({
    kind: "card",
    status: complete ? "passed" : worstOf(children),
    title: `model card complete for ${level}`,
    expected: `${needed.length} sections and the front matter`,
    found: `${describeGaps(children.length)}${describeRecommended(card, level)}`,
    remedy: complete ? null : "edit card.md in this pull request; approvals count from the last push",
    children,
  });
}

/** Those of the registry where it has some, else those that Pedigree brings. */
function sectionsOf({ rules = [FRONT_MATTER_SECTION, ...CARD_SECTIONS] }: CardFacts) {
  const isFrontMatter = ({ key }: CardSection) => key === FRONT_MATTER_SECTION.key;
  return {
    frontMatter: rules.find(isFrontMatter) ?? FRONT_MATTER_SECTION,
    body: rules.filter((section) => !isFrontMatter(section)),
  };
}

function frontMatterResult({ path, problem, line }: CardFacts["frontMatter"][number]): RequirementResult {
  return resultOf({
    kind: "card-field",
    status: "pending",
    title: path === "" ? "front matter" : `front matter: ${path}`,
    expected: path === "" ? "front matter" : `${path} filled in`,
    found: line === undefined ? problem : `${problem} (line ${line})`,
    remedy: "fill it in at the top of card.md",
  });
}

/** Only what is missing becomes a part of the result: fifteen green lines would hide the one that counts. */
function sectionResult(section: CardSection, card: CardFacts): RequirementResult | undefined {
  const fact = card.sections.find(({ key }) => key === section.key);
  if (fact?.status === "complete") return undefined;
  return resultOf({
    kind: "card-section",
    status: "pending",
    title: `section ${section.heading}`,
    expected: section.minWords > 1 ? `at least ${section.minWords} words` : "some text",
    found: describeSection(fact),
    remedy: section.asks,
  });
}

function describeSection(fact: CardSectionFact | undefined): string {
  if (fact === undefined || fact.line === null) return "missing";
  const what = {
    complete: "complete",
    missing: "missing",
    empty: "empty",
    placeholder: "a placeholder",
    short: "",
  };
  return `${what[fact.status] || `${fact.words} words`} (line ${fact.line})`;
}

const FINDINGS = {
  stale: { title: "stale block", remedy: "put the block back: pedigree card fill shows it" },
  "block-missing": { title: "block taken out", remedy: "put the block back: pedigree card fill shows it" },
  "contradicts-run": { title: "contradicts the run", remedy: "write what the run recorded, or take it out" },
  "test-data-in-training": {
    title: "test data in training",
    remedy: "train and evaluate on data that have nothing in common; no card can mend this run",
  },
} as const satisfies Record<CardFinding["kind"], { title: string; remedy: string }>;

function findingResult({ kind, line, subject, expected, found }: CardFinding): RequirementResult {
  const { title, remedy } = FINDINGS[kind];
  return resultOf({
    kind: `card-${kind}`,
    // An edit can mend a card, and nothing can mend a run.
    status: kind === "test-data-in-training" ? "failed" : "pending",
    title: `${title}: ${subject}`,
    expected,
    found: line === null ? found : `${found} (line ${line})`,
    remedy,
  });
}

function describeGaps(gaps: number): string {
  return gaps === 0 ? "complete" : `${gaps} ${gaps === 1 ? "gap" : "gaps"}`;
}

function describeRecommended(card: CardFacts, level: CardLevel): string {
  const open = sectionsOf(card).body.filter(
    (section) =>
      sectionNeed(section, level, card.riskTier) === "recommended" &&
      card.sections.find(({ key }) => key === section.key)?.status !== "complete",
  );
  return open.length === 0 ? "" : `; recommended as well: ${open.map(({ heading }) => heading).join(", ")}`;
}
