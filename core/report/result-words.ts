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
  /** What its parts do not say for themselves; said with `adviceWords`. */
  readonly own: string | null;
  /** Parts whose remedy stands beside it, and is no part of how to do it. */
  readonly beside: readonly RequirementResult[];
}

/**
 * A decision joins the remedies of parts into one text, `a; b`; since each is shown at its part, they are taken out of it
 * again.
 */
export function remedyOf({ kind, remedy, children }: RequirementResult): Remedy {
  if (remedy === null || kind === "all") return { own: null, beside: [] };
  if (kind === "any") return { own: "meet one of these", beside: [] };
  let rest: string | null = remedy;
  const beside: RequirementResult[] = [];
  for (const part of children.toReversed()) {
    if (rest === null || part.remedy === null) continue;
    if (rest !== part.remedy && !rest.endsWith(`; ${part.remedy}`)) continue;
    rest = rest === part.remedy ? null : rest.slice(0, -`; ${part.remedy}`.length);
    beside.unshift(part);
  }
  return { own: rest, beside };
}

/** What to do, cut to a length that can be read. */
export function adviceWords(text: string): Phrase {
  return adviceOf(clip(text));
}

/** So long a text is at most when it is shown, in characters: known before it is taken apart. */
export function shownLength(text: string): number {
  return Math.min(text.length, MAX_TEXT);
}

/** What a result should be, and what it is; a choice is told by its alternatives. */
export function stateOf({ kind, title, expected, found }: RequirementResult): Phrase {
  if (kind === "any") return wordsOf(title);
  const wanted = expected === title ? [] : [...own(": expected "), ...wordsOf(expected)];
  return [
    ...wordsOf(title),
    ...wanted,
    ...own(expected === title ? ": found " : ", found "),
    ...wordsOf(found),
  ];
}

/** What is not met, down to the parts that say it; of alternatives the choice and then what each of them lacks. */
export function openParts(results: readonly RequirementResult[]): readonly RequirementResult[] {
  return results.flatMap((result) => {
    if (result.status === "passed") return [];
    const inside = openParts(result.children);
    return inside.length === 0 || result.kind === "any" ? [result, ...inside] : inside;
  });
}

export function clip(text: string): string {
  const characters = Array.from(text);
  return characters.length > MAX_TEXT ? `${characters.slice(0, MAX_TEXT - 1).join("")}…` : text;
}
