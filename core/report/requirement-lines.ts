import type { RequirementResult, RequirementStatus } from "../policy/decision.ts";
import { type OutlineLine, type OutlineNode, outline } from "./outline.ts";
import type { Phrase } from "./phrase.ts";
import { adviceWords, own, remedyOf, shownLength, titleWithin, wordsOf } from "./result-words.ts";

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

/** A result at its place, before its texts are taken apart: there may be a thousand, and few of them are shown. */
interface Placed {
  readonly result: RequirementResult;
  readonly title: () => Phrase;
}

/** Every requirement with its parts to any depth, as far as there is room. */
export function requirementLines(results: readonly RequirementResult[]): readonly RequirementLine[] {
  const nodes = results.map((result) => nodeOf({ result, title: () => wordsOf(result.title) }));
  const lines = outline(nodes, {
    maxParts: MAX_PARTS,
    budget: MAX_CHARACTERS,
    cost: ({ result }) => lengthOf(result),
    matters: ({ result }) => result.status !== "passed",
  });
  return lines.map(({ item, ...line }) => ({
    ...line,
    item: item === null ? null : rowOf(item),
    arrows: "↳ ".repeat(line.depth),
  }));
}

function nodeOf(item: Placed): OutlineNode<Placed> {
  const { result } = item;
  const parts = result.children.map((child, at) =>
    nodeOf({ result: child, title: () => titleWithin(result, child, at) }),
  );
  return { item, parts };
}

function rowOf({ result, title }: Placed): RequirementRow {
  const { expected, found } = result;
  const remedy = remedyOf(result).own;
  return {
    mark: MARKS[result.status],
    status: result.status,
    title: title(),
    saysMore: expected !== result.title,
    ...(result.kind === "any"
      ? alternativesMet(result)
      : { expected: wordsOf(expected), found: wordsOf(found) }),
    remedy: remedy === null ? null : adviceWords(remedy),
  };
}

/** Which they are stands in the lines below, by number. */
function alternativesMet({ children }: RequirementResult): Pick<RequirementRow, "expected" | "found"> {
  const met = children.flatMap(({ status }, at) => (status === "passed" ? [at + 1] : []));
  const found = met.length === 0 ? "none is met" : `met: ${met.join(", ")}`;
  return { expected: own("one of them met"), found: own(found) };
}

function lengthOf({ title, expected, found, remedy }: RequirementResult): number {
  return [title, expected, found, remedy ?? ""].reduce((sum, text) => sum + shownLength(text), 0);
}
