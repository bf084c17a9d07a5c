import { digestOfText } from "../canonical.ts";
import { withoutBlocks } from "./blocks.ts";
import { type CardHeading, countWords, readHeadings, splitCard, stripComments } from "./card-body.ts";
import type { CardFacts, CardSectionFact } from "./card-facts.ts";
import { describeFrontMatter } from "./front-matter.ts";
import { hasPlaceholder } from "./placeholder.ts";
import { CARD_SECTIONS, type CardSection } from "./sections.ts";

/** A card's text with its front matter, which only an edge can read; `null` when there is none. */
export interface ReadCard {
  readonly text: string;
  readonly frontMatter: unknown;
  /** Why the front matter could not be read, where there is one that is broken. */
  readonly frontMatterProblem?: string;
}

/** How complete a card is: a pure function of its text, so that anybody can recompute it. */
export function describeCard({ text, frontMatter, frontMatterProblem }: ReadCard): CardFacts {
  const { body, bodyLine } = splitCard(text);
  const headings = readHeadings(body, bodyLine);
  const described = describeFrontMatter(frontMatter);
  return {
    digest: digestOfText(text),
    frontMatter:
      frontMatterProblem === undefined
        ? [...described.problems]
        : [{ path: "", problem: frontMatterProblem }],
    ...(described.riskTier === undefined ? {} : { riskTier: described.riskTier }),
    sections: CARD_SECTIONS.map((section) => describeSection(section, findHeading(section, headings))),
  };
}

/** By its key first; a heading that carries another section's key is never taken by its title. */
function findHeading(section: CardSection, headings: readonly CardHeading[]): CardHeading | undefined {
  const title = section.heading.toLowerCase();
  return (
    headings.find(({ key }) => key === section.key) ??
    headings.find((heading) => heading.key === undefined && heading.title.toLowerCase() === title)
  );
}

function describeSection(section: CardSection, heading: CardHeading | undefined): CardSectionFact {
  if (heading === undefined) return { key: section.key, status: "missing", words: 0, line: null };
  const words = countWords(heading.body);
  return { key: section.key, status: statusOf(section, heading, words), words, line: heading.line };
}

function statusOf(section: CardSection, heading: CardHeading, words: number): CardSectionFact["status"] {
  // A block may quote a parameter named TODO; only what people write can be a placeholder.
  const visible = stripComments(withoutBlocks(heading.body));
  if (hasPlaceholder(visible)) return "placeholder";
  if (words === 0) return "empty";
  return words < section.minWords ? "short" : "complete";
}
