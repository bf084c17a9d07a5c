import type { RequirementResult } from "../policy/decision.ts";
import { type OutlineLine, type OutlineNode, outline } from "./outline.ts";
import type { Phrase } from "./phrase.ts";
import { adviceWords, clip, own, remedyOf, stateOf, titleWithin, wordsOf } from "./result-words.ts";

/** A line of what is left to do: one step with its depth, or how many there is no room for. */
export type StepLine = OutlineLine<Phrase>;

/** A step before its text is taken apart: there may be a thousand, and few of them are shown. */
interface Saying {
  readonly text: string;
  readonly say: () => Phrase;
}
type Step = OutlineNode<Saying>;

const MAX_PARTS = 30;
/** Characters before escaping, for the same reason as those of the requirements. */
const MAX_CHARACTERS = 5000;

/**
 * What is left to do, in the order of the requirements. Steps of one level are all to be taken; below `meet one of these`
 * stands each alternative with its own.
 */
export function nextSteps(results: readonly RequirementResult[]): readonly StepLine[] {
  const lines = outline(once(results.flatMap(stepsOf)), {
    maxParts: MAX_PARTS,
    budget: MAX_CHARACTERS,
    cost: ({ text }) => text.length,
    matters: () => true,
  });
  return lines.map(({ item, ...line }) => ({ ...line, item: item?.say() ?? null }));
}

function stepsOf(result: RequirementResult): readonly Step[] {
  const { kind, status, children } = result;
  if (status === "passed") return [];
  const { own: remedy, beside } = remedyOf(result);
  if (kind === "any" && remedy !== null) {
    const parts = children.map((child, at) => ({ item: heading(result, child, at), parts: stepsOf(child) }));
    return [{ item: advice(result, remedy), parts }];
  }
  if (remedy === null) {
    const inside = once(children.flatMap(stepsOf));
    return inside.length === 0 ? [{ item: state(result), parts: [] }] : inside;
  }
  // Steps that the decision joined stand beside each other; the others say more about the one.
  const inside = children.filter((child) => !beside.includes(child)).flatMap(stepsOf);
  return [{ item: advice(result, remedy), parts: once(inside) }, ...beside.flatMap(stepsOf)];
}

/** What the card's parts advise is about what belongs there, and does not name the place. */
function advice({ kind, title }: RequirementResult, remedy: string): Saying {
  if (!kind.startsWith("card-")) return { text: clip(remedy), say: () => adviceWords(remedy) };
  return {
    text: `${clip(title)}: ${clip(remedy)}`,
    say: () => [...wordsOf(title), ...own(": "), ...adviceWords(remedy)],
  };
}

function heading(whole: RequirementResult, part: RequirementResult, at: number): Saying {
  return { text: `${at} ${clip(part.title)}`, say: () => titleWithin(whole, part, at) };
}

/** For what has no remedy: what it should be and what it is. */
function state(result: RequirementResult): Saying {
  const text = [result.title, result.expected, result.found].map(clip).join(" ");
  return { text, say: () => stateOf(result) };
}

/** The same step is taken once, whatever it is good for. */
function once(steps: readonly Step[]): readonly Step[] {
  return [...new Map(steps.map((step) => [JSON.stringify(step), step])).values()];
}
