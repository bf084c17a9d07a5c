import type { CardFacts } from "../../card/card-facts.ts";
import { type CardProblem, type CardVerdict, cardProblems, isLeak } from "../../card/card-problems.ts";
import { type Ancestor, whyUnknown } from "../../lineage/ancestry.ts";
import type { RequirementResult } from "../decision.ts";
import type { CardLevel } from "../policy.ts";
import { resultOf, type WrittenRequirement, worstOf } from "../requirement.ts";

/** The model card says what people and regulators ask before a model serves, and says it of this run. */
export const cardRequirement: WrittenRequirement = {
  kind: "card",
  triggers: ["push"],
  describe: {
    written: "`card: development | staging | production`",
    asks: "that the version's `card.md` is complete at this level and agrees with its run ([model cards](cards.md))",
    rules: [
      "A required section is there, is not a placeholder such as `[More Information Needed]`, and has its minimum of words.",
      "The front matter names model, version, license, owner, contact and risk tier, and what the Hugging Face hub knows is well-formed.",
      "A block that is filled from the run was filled for this version and run, is unedited, and is what would be filled now; a required section still has its block.",
      "Where Pedigree's own template filled the card, `model-index` still has what the run was judged by: every metric with a goal, or else one result.",
      "Results in `model-index`, `training_data`, name and version are those of the run.",
      "No data of the evaluation is among the data that the run trained on: by digest, by scheme and id, or because one lies in the other's folder.",
      "Nor is it among the training data of a version that the model was made from, or that this one was made from: [lineage](cards.md#lineage). An ancestor whose training data are not known is named and does not block.",
      "Sections that are only recommended at the level are named and do not block.",
      "At production a model whose `risk_tier` is `high` needs the regulatory annex.",
      "The registry's own `templates/card-sections.yml` says what its sections are worth.",
    ],
  },
  demand: ({ require: { card } }) => (card === undefined ? undefined : { asks: titleFor(card), parts: [] }),
  evaluate: ({ stage, facts }) => {
    const level = stage.require.card;
    if (level === undefined) return undefined;
    const part = { kind: "card", title: titleFor(level) };
    if (!facts.card.known) {
      return resultOf({
        ...part,
        status: "unknown",
        expected: "a card that can be read",
        found: facts.card.reason,
      });
    }
    return evaluateCard(facts.card.value, level, facts.ancestry);
  },
};

function titleFor(level: CardLevel): string {
  return `model card complete for ${level}`;
}

function evaluateCard(
  card: CardFacts,
  level: CardLevel,
  ancestry: readonly Ancestor[] = [],
): RequirementResult {
  const { required, recommended, needed } = cardProblems(card, level);
  // Only what is missing becomes a part of the result: fifteen green lines would hide the one that counts.
  const children = required.map(resultOfProblem);
  const complete = children.length === 0;
  const headings = recommended.flatMap(({ verdict, subject }) => (isPresence(verdict) ? [subject] : []));
  const also = headings.length === 0 ? "" : `; recommended as well: ${headings.join(", ")}`;
  return resultOf({
    kind: "card",
    status: complete ? "passed" : worstOf(children),
    title: titleFor(level),
    expected: `${needed.length} sections and the front matter`,
    found: `${describeGaps(children.length)}${also}${describeUnknown(ancestry)}`,
    remedy: complete ? null : "edit card.md in this pull request; approvals count from the last push",
    children,
  });
}

type Untrue = keyof typeof TITLES;

function isPresence(verdict: CardVerdict): verdict is Exclude<CardVerdict, Untrue | "INVALID"> {
  return verdict !== "INVALID" && !(verdict in TITLES);
}

const TITLES = {
  STALE: "stale block",
  "BLOCK-MISSING": "block taken out",
  "RESULT-MISSING": "result left out",
  "CONTRADICTS-RUN": "contradicts the run",
  "TEST-DATA-IN-TRAINING": "test data in training",
  "TEST-DATA-IN-LINEAGE": "test data in the lineage",
} as const;

function resultOfProblem(problem: CardProblem): RequirementResult {
  const { verdict, line, expected, found, remedy } = problem;
  return resultOf({
    ...nameOf(problem),
    // An edit can mend a card, and nothing can mend a run.
    status: isLeak(verdict) ? "failed" : "pending",
    expected,
    found: line === null ? found : `${found} (line ${line})`,
    remedy,
  });
}

function nameOf({ verdict, subject }: CardProblem): { readonly kind: string; readonly title: string } {
  if (verdict === "INVALID") {
    return { kind: "card-field", title: subject === "" ? "front matter" : `front matter: ${subject}` };
  }
  if (isPresence(verdict)) return { kind: "card-section", title: `section ${subject}` };
  return { kind: `card-${verdict.toLowerCase()}`, title: `${TITLES[verdict]}: ${subject}` };
}

/** Enough to see what it is about. */
const MAX_NAMED = 5;

/** Ancestors of which nobody can tell whether they have seen the test data: named, and no refusal by itself. */
function describeUnknown(ancestry: readonly Ancestor[]): string {
  const reasons = ancestry.flatMap((ancestor) => {
    const why = whyUnknown(ancestor);
    return why === undefined ? [] : [`${ancestor.name} (${why})`];
  });
  if (reasons.length === 0) return "";
  const more = reasons.length - MAX_NAMED;
  const named = reasons.slice(0, MAX_NAMED).join(", ");
  return `; not known is the training data of ${named}${more > 0 ? ` and ${more} more` : ""}`;
}

function describeGaps(gaps: number): string {
  return gaps === 0 ? "complete" : `${gaps} ${gaps === 1 ? "gap" : "gaps"}`;
}
