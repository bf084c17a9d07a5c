import { digestOfText } from "../canonical.ts";
import { withoutBlocks } from "./blocks.ts";
import { type CardHeading, countWords, readHeadings, splitCard, stripComments } from "./card-body.ts";
import type { CardFacts, CardSectionFact } from "./card-facts.ts";
import { describeFrontMatter, type FrontMatterProblem } from "./front-matter.ts";
import { hasPlaceholder } from "./placeholder.ts";
import { CARD_SECTIONS, type CardSection, FRONT_MATTER_SECTION } from "./sections.ts";

/** A card's text with its front matter, which only an edge can read; `null` when there is none. */
export interface ReadCard {
  readonly text: string;
  readonly frontMatter: unknown;
  /** Why the front matter could not be read, where there is one that is broken. */
  readonly frontMatterProblem?: string;
  /** Path in the front matter, such as `model-index[0].name`, → line in the card. */
  readonly lines?: ReadonlyMap<string, number>;
}

/**
 * How complete a card is: a pure function of its text, so that anybody can recompute it. `rules` are the sections of a
 * registry that has its own, front matter first.
 */
export function describeCard(card: ReadCard, rules?: readonly CardSection[]): CardFacts {
  const { text, frontMatter, frontMatterProblem } = card;
  const { body, bodyLine } = splitCard(text);
  const headings = readHeadings(body, bodyLine);
  const described = describeFrontMatter(frontMatter);
  const sections = rules?.filter(({ key }) => key !== FRONT_MATTER_SECTION.key) ?? CARD_SECTIONS;
  return {
    digest: digestOfText(text),
    frontMatter:
      frontMatterProblem === undefined
        ? described.problems.map((problem) => withLine(problem, card))
        : [{ path: "", problem: frontMatterProblem }],
    ...(described.riskTier === undefined ? {} : { riskTier: described.riskTier }),
    sections: sections.map((section) => describeSection(section, findHeading(section, headings))),
    ...(rules === undefined ? {} : { rules: [...rules] }),
  };
}

function withLine(problem: FrontMatterProblem, card: ReadCard): CardFacts["frontMatter"][number] {
  const line = lineOfField(card, problem.path);
  return line === null ? problem : { ...problem, line };
}

/** The line of a field, or of what it is missing in; null where nobody counted lines. */
export function lineOfField({ lines }: Pick<ReadCard, "lines">, path: string): number | null {
  let place = path;
  while (place !== "") {
    const line = lines?.get(place);
    if (line !== undefined) return line;
    place = place.slice(0, Math.max(place.lastIndexOf("."), place.lastIndexOf("["), 0));
  }
  return lines?.get("") ?? null;
}

/** A section as somebody wrote it. */
export interface WrittenSection {
  readonly heading: string;
  readonly line: number;
  /** What people wrote, without blocks and comments; empty where it is nothing but a placeholder. */
  readonly written: string;
}

/** The sections that a card has, by key. */
export function readSections(text: string): ReadonlyMap<string, WrittenSection> {
  const { body, bodyLine } = splitCard(text);
  const headings = readHeadings(body, bodyLine);
  const pairs = CARD_SECTIONS.flatMap((section) => {
    const heading = findHeading(section, headings);
    if (heading === undefined) return [];
    const visible = stripComments(withoutBlocks(heading.body)).trim();
    const written = hasPlaceholder(visible) ? "" : visible;
    return [[section.key, { heading: heading.title, line: heading.line, written }] as const];
  });
  return new Map(pairs);
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
