/** The first sign that may end a quoted text, or that takes the next one with it. */
const DOUBLE = /["\\]/g;
const TRIPLE = /"""|\\/g;

/**
 * Where a quoted text ends that began before this place: behind its last quotation mark, or at the end of a text without one. It is
 * looked for sign by sign, because a pattern needs a place on the stack for each escape, of which there may be millions.
 */
export function quotedEnd(text: string, from: number, quote: '"' | '"""' = '"'): number {
  const ends = quote === '"' ? DOUBLE : TRIPLE;
  for (let at = from; ; ) {
    ends.lastIndex = at;
    const found = ends.exec(text);
    if (found === null) return text.length;
    if (found[0] === quote) return found.index + quote.length;
    at = found.index + 2;
  }
}

/** Replaces what a pattern matches in JSON outside of its strings. */
export function replaceOutside(json: string, pattern: RegExp, replace: (token: string) => string): string {
  const parts: string[] = [];
  for (let at = 0; at < json.length; ) {
    const quote = json.indexOf('"', at);
    const end = quote < 0 ? json.length : quote;
    parts.push(json.slice(at, end).replace(pattern, replace));
    at = quote < 0 ? end : quotedEnd(json, quote + 1);
    parts.push(json.slice(end, at));
  }
  return parts.join("");
}
