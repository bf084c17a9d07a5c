import type { RequirementResult } from "../policy/decision.ts";
import { adviceOf, type Phrase, phraseOf } from "./phrase.ts";

/** The longest text of one requirement that is shown, in characters. */
const MAX_TEXT = 400;

/** What a requirement says, cut to a length that can be read. */
export function wordsOf(text: string): Phrase {
  return phraseOf(clip(text));
}

export function own(text: string): Phrase {
  return [{ text, foreign: false }];
}

/** The title of a result among the parts of `whole`: the blocks of `any` are told apart by number. */
export function titleWithin(
  whole: Pick<RequirementResult, "kind">,
  part: RequirementResult,
  at: number,
): Phrase {
  const title = wordsOf(part.title);
  return whole.kind === "any" ? [...own(`alternative ${at + 1}: `), ...title] : title;
}

/** What there is to do about a result. */
export interface Remedy {
  /** What its parts do not say for themselves. */
  readonly own: Phrase | null;
  /** Parts whose remedy stands beside it, and is no part of how to do it. */
  readonly beside: readonly RequirementResult[];
}

/**
 * A decision joins the remedies of parts into one text, `a; b`; since each is shown at its part, they are taken out of it
 * again.
 */
export function remedyOf({ kind, remedy, children }: RequirementResult): Remedy {
  if (remedy === null || kind === "all") return { own: null, beside: [] };
  if (kind === "any") return { own: own("meet one of these"), beside: [] };
  let rest: string | null = remedy;
  const beside: RequirementResult[] = [];
  for (const part of children.toReversed()) {
    if (rest === null || part.remedy === null) continue;
    if (rest !== part.remedy && !rest.endsWith(`; ${part.remedy}`)) continue;
    rest = rest === part.remedy ? null : rest.slice(0, -`; ${part.remedy}`.length);
    beside.unshift(part);
  }
  return { own: rest === null ? null : adviceOf(clip(rest)), beside };
}

/** What a result should be, and what it is. */
export function stateOf({ title, expected, found }: RequirementResult): Phrase {
  const wanted = expected === title ? [] : [...own(": expected "), ...wordsOf(expected)];
  return [
    ...wordsOf(title),
    ...wanted,
    ...own(expected === title ? ": found " : ", found "),
    ...wordsOf(found),
  ];
}

/** What is not met, down to the parts that say it: each condition with what was found. */
export function openStates(results: readonly RequirementResult[]): readonly Phrase[] {
  return results.flatMap((result) => {
    if (result.status === "passed") return [];
    const inside = openStates(result.children);
    if (result.kind === "any") return [wordsOf(result.title), ...inside];
    return inside.length === 0 ? [stateOf(result)] : inside;
  });
}

export function clip(text: string): string {
  const characters = Array.from(text);
  return characters.length > MAX_TEXT ? `${characters.slice(0, MAX_TEXT - 1).join("")}…` : text;
}
