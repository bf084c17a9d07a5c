import { CARD_SECTIONS } from "../card/sections.ts";
import { PHRASES } from "./phrases.ts";

/** A piece of a text: Pedigree's own words, or a name that somebody else chose and that must be shown as such. */
export interface PhrasePart {
  readonly text: string;
  readonly foreign: boolean;
}
export type Phrase = readonly PhrasePart[];

interface Pattern {
  readonly regex: RegExp;
  /** What the capturing groups hold, one after the other. */
  readonly groups: readonly ("own" | "name" | "list")[];
}

const PATTERNS: readonly Pattern[] = [
  ...PHRASES,
  ...CARD_SECTIONS.flatMap(({ heading }) => [heading, `section ${heading}`]),
].map(compile);

/**
 * The parts of a requirement's text. Only what a known phrase consists of is taken for Pedigree's own words; a text that
 * fits no phrase is foreign as a whole, so a new requirement that nobody listed looks plain but is never unsafe.
 */
export function phraseOf(text: string): Phrase {
  return match(text) ?? [{ text, foreign: true }];
}

/** The parts of a remedy. Remedies are sentences of Pedigree's own; the phrases tell where one holds a name. */
export function adviceOf(text: string): Phrase {
  return match(text) ?? [{ text, foreign: false }];
}

function match(text: string): Phrase | undefined {
  for (const { regex, groups } of PATTERNS) {
    const found = regex.exec(text);
    if (found === null) continue;
    return groups.flatMap((group, index): Phrase => {
      const part = found[index + 1] ?? "";
      if (group === "list") return listParts(part);
      return part === "" ? [] : [{ text: part, foreign: group === "name" }];
    });
  }
  return undefined;
}

/** `a, b or c`, each by itself; a comma inside brackets belongs to its item. */
function listParts(text: string): Phrase {
  const pieces = text.split(/(, (?![^(]*\))| or )/);
  return pieces.flatMap((piece, index): Phrase => {
    if (index % 2 === 1) return [{ text: piece, foreign: false }];
    return itemParts(piece);
  });
}

/** `alice (may not approve this)`, a name alone, or something of which Pedigree has a word. */
function itemParts(item: string): Phrase {
  const reasoned = /^(\S+)( \()(.+)(\))$/.exec(item);
  if (reasoned === null) return item === "" ? [] : phraseOf(item);
  const [, name = "", open = "", reason = "", close = ""] = reasoned;
  const own = (text: string) => ({ text, foreign: false });
  return [{ text: name, foreign: true }, own(open), ...phraseOf(reason), own(close)];
}

/** `#` is a number, `(s)` a plural or not, `{}` a name and `{,}` a list of names. */
function compile(phrase: string): Pattern {
  const pieces = phrase.split(/(\{,?\})/);
  const groups = pieces.map((piece, index) =>
    index % 2 === 0 ? ("own" as const) : piece === "{}" ? ("name" as const) : ("list" as const),
  );
  const source = pieces.map((piece, index) => (index % 2 === 0 ? `(${literal(piece)})` : "(.+?)"));
  return { regex: new RegExp(`^${source.join("")}$`, "u"), groups };
}

function literal(text: string): string {
  return text
    .replace(/\(s\)/g, "\u0000")
    .replace(/[.*+?^${}()|[\]\\/]/g, "\\$&")
    .replaceAll("\u0000", "s?")
    .replaceAll("#", "\\d+");
}
