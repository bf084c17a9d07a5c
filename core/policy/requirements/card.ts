import type { CardFacts, CardSectionFact } from "../../card/card-facts.ts";
import { CARD_SECTIONS, type CardSection, sectionNeed } from "../../card/sections.ts";
import type { RequirementResult } from "../decision.ts";
import type { CardLevel } from "../policy.ts";
import { type Requirement, resultOf, worstOf } from "../requirement.ts";

/** The model card says what people and regulators ask before a model serves. */
export const cardRequirement: Requirement = {
  kind: "card",
  triggers: ["push"],
  describe: {
    written: "`card: development | staging | production`",
    asks: "that the version's `card.md` is complete at this level",
    rules: [
      "A required section is there, is not a placeholder such as `[More Information Needed]`, and has its minimum of words.",
      "The front matter names model, license, owner, contact and risk tier.",
      "Sections that are only recommended at the level are named and do not block.",
      "At production a model whose `risk_tier` is `high` needs the regulatory annex.",
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
  const needed = CARD_SECTIONS.filter((section) => sectionNeed(section, level, card.riskTier) === "required");
  const children = [
    ...card.frontMatter.map(frontMatterResult),
    ...needed.map((section) => sectionResult(section, card)).filter((result) => result !== undefined),
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

function frontMatterResult({ path, problem }: CardFacts["frontMatter"][number]): RequirementResult {
  return resultOf({
    kind: "card-field",
    status: "pending",
    title: path === "" ? "front matter" : `front matter: ${path}`,
    expected: path === "" ? "front matter" : `${path} filled in`,
    found: problem,
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

function describeGaps(gaps: number): string {
  return gaps === 0 ? "complete" : `${gaps} ${gaps === 1 ? "gap" : "gaps"}`;
}

function describeRecommended(card: CardFacts, level: CardLevel): string {
  const open = CARD_SECTIONS.filter(
    (section) =>
      sectionNeed(section, level, card.riskTier) === "recommended" &&
      card.sections.find(({ key }) => key === section.key)?.status !== "complete",
  );
  return open.length === 0 ? "" : `; recommended as well: ${open.map(({ heading }) => heading).join(", ")}`;
}
