/**
 * The hidden line at which a section may be cut when others need room. What stands before the first one is its head
 * (verdict, experiment, leg), what stands after the last one its foot (the links); no escaped value can make such a line.
 */
export const CUT_MARKER = "<!-- pedigree:cut -->";

/** Told in place of what was cut off. */
const SHORTENED = "<sub>More found no room here.</sub>";

/** A section with cuts only between parts in which something stands. */
export function tidyParts(body: string): string {
  return joinParts(partsOf(body));
}

/** Without the hidden lines, for readers of plain Markdown. */
export function withoutCuts(body: string): string {
  return partsOf(body).join("\n\n");
}

/** The next smaller form of a section: one part less, the last ones first, then without foot. Undefined where only the head is left. */
export function withoutLastPart(body: string): string | undefined {
  const [head = "", ...rest] = partsOf(body).filter((part) => part !== SHORTENED);
  const foot = rest.pop();
  if (foot === undefined) return undefined;
  return rest.length === 0 ? head : joinParts([head, ...rest.slice(0, -1), SHORTENED, foot]);
}

/** The verdict, and what it is of. */
export function headOf(body: string): string {
  return partsOf(body)[0] ?? "";
}

function joinParts(parts: readonly string[]): string {
  return parts.join(`\n\n${CUT_MARKER}\n\n`);
}

function partsOf(body: string): readonly string[] {
  const parts: string[][] = [[]];
  for (const line of body.split("\n")) {
    if (line.trim() === CUT_MARKER) parts.push([]);
    else parts.at(-1)?.push(line);
  }
  return parts.map((lines) => lines.join("\n").trim()).filter((part) => part !== "");
}
