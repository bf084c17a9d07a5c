import type { RequirementResult } from "../policy/decision.ts";
import { type OutlineLine, type OutlineNode, outline } from "./outline.ts";
import type { Phrase } from "./phrase.ts";
import { own, remedyOf, stateOf, titleWithin, wordsOf } from "./result-words.ts";

/** A line of what is left to do: one step with its depth, or how many there is no room for. */
export type StepLine = OutlineLine<Phrase>;

type Step = OutlineNode<Phrase>;

const MAX_PARTS = 30;
/** Characters before escaping, for the same reason as those of the requirements. */
const MAX_CHARACTERS = 5000;

/**
 * What is left to do, in the order of the requirements. Steps of one level are all to be taken; below `meet one of these`
 * stands each alternative with its own.
 */
export function nextSteps(results: readonly RequirementResult[]): readonly StepLine[] {
  return outline(once(results.flatMap(stepsOf)), {
    maxParts: MAX_PARTS,
    budget: MAX_CHARACTERS,
    cost: (phrase) => textOf(phrase).length,
    matters: () => true,
  });
}

function stepsOf(result: RequirementResult): readonly Step[] {
  const { kind, status, children } = result;
  if (status === "passed") return [];
  const { own: remedy, beside } = remedyOf(result);
  if (kind === "any" && remedy !== null) {
    return [{ item: remedy, parts: children.map((child, at) => alternative(result, child, at)) }];
  }
  if (remedy === null) {
    const inside = once(children.flatMap(stepsOf));
    return inside.length === 0 ? [{ item: stateOf(result), parts: [] }] : inside;
  }
  // Steps that the decision joined stand beside each other; the others say more about the one.
  const inside = children.filter((child) => !beside.includes(child)).flatMap(stepsOf);
  return [{ item: named(result, remedy), parts: once(inside) }, ...beside.flatMap(stepsOf)];
}

/** What the card's parts advise is about what belongs there, and does not name the place. */
function named({ kind, title }: RequirementResult, remedy: Phrase): Phrase {
  return kind.startsWith("card-") ? [...wordsOf(title), ...own(": "), ...remedy] : remedy;
}

function alternative(whole: RequirementResult, part: RequirementResult, at: number): Step {
  return { item: titleWithin(whole, part, at), parts: stepsOf(part) };
}

/** The same step is taken once, whatever it is good for. */
function once(steps: readonly Step[]): readonly Step[] {
  return [...new Map(steps.map((step) => [JSON.stringify(step), step])).values()];
}

function textOf(phrase: Phrase): string {
  return phrase.map(({ text }) => text).join("");
}
