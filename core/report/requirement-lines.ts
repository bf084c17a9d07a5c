import type { RequirementResult, RequirementStatus } from "../policy/decision.ts";
import { type OutlineLine, type OutlineNode, outline } from "./outline.ts";
import type { Phrase } from "./phrase.ts";
import { own, remedyOf, titleWithin, wordsOf } from "./result-words.ts";

/**
 * One requirement, or one part of it. Texts are in parts, so that the template shows names as such and Pedigree's own
 * words as text; both are raw and escaped there.
 */
export interface RequirementRow {
  readonly mark: string;
  readonly status: RequirementStatus;
  readonly title: Phrase;
  readonly expected: Phrase;
  /** Whether that says more than the title. */
  readonly saysMore: boolean;
  readonly found: Phrase;
  /** What to do about this row; what to do about its parts stands at them. */
  readonly remedy: Phrase | null;
}

/** A row with its depth, or how many there is no room for. */
export interface RequirementLine extends OutlineLine<RequirementRow> {
  /** One arrow a level, since a table takes no indentation. */
  readonly arrows: string;
}

/** What has so many parts is not read to the end by anybody. */
const MAX_PARTS = 30;
/**
 * Characters before escaping, which at most doubles those of names: GitHub takes at most 65,535 of a check's summary and
 * of a pull request's body, where the steps, the metrics and the card have to fit in as well.
 */
const MAX_CHARACTERS = 12_000;

/** Marks that can be told apart without colour, too. */
const MARKS = { passed: "✅", failed: "❌", pending: "⏳", unknown: "❔" } as const satisfies Record<
  RequirementStatus,
  string
>;

/** Every requirement with its parts to any depth, as far as there is room. */
export function requirementLines(results: readonly RequirementResult[]): readonly RequirementLine[] {
  const nodes = results.map((result) => nodeOf(result, wordsOf(result.title)));
  const lines = outline(nodes, {
    maxParts: MAX_PARTS,
    budget: MAX_CHARACTERS,
    cost: lengthOf,
    matters: ({ status }) => status !== "passed",
  });
  return lines.map((line) => ({ ...line, arrows: "↳ ".repeat(line.depth) }));
}

function nodeOf(result: RequirementResult, title: Phrase): OutlineNode<RequirementRow> {
  const { expected, found } = result;
  return {
    item: {
      mark: MARKS[result.status],
      status: result.status,
      title,
      saysMore: expected !== result.title,
      ...(result.kind === "any"
        ? alternativesMet(result)
        : { expected: wordsOf(expected), found: wordsOf(found) }),
      remedy: remedyOf(result).own,
    },
    parts: result.children.map((child, at) => nodeOf(child, titleWithin(result, child, at))),
  };
}

/** Which they are stands in the lines below, by number. */
function alternativesMet({ children }: RequirementResult): Pick<RequirementRow, "expected" | "found"> {
  const met = children.flatMap(({ status }, at) => (status === "passed" ? [at + 1] : []));
  const found = met.length === 0 ? "none is met" : `met: ${met.join(", ")}`;
  return { expected: own("one of them met"), found: own(found) };
}

function lengthOf({ title, expected, found, remedy }: RequirementRow): number {
  return [title, expected, found, remedy ?? []].flat().reduce((sum, { text }) => sum + text.length, 0);
}
