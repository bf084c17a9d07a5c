import { type EarlierRun, type KeyedSection, sectionsByAge } from "./earlier-sections.ts";
import type { CommentSection, CommentSections, SectionOrigin } from "./section.ts";
import {
  closeMarker,
  countedMarker,
  fromMarker,
  openMarker,
  parseCountedMarker,
  parseFromMarker,
  parseOpenMarker,
} from "./section-marker.ts";

/**
 * The comment of a pull request: a hidden marker by which it is found again, then a section for each experiment
 * between hidden markers of its own. Markers count only as whole lines, and no escaped value can make one.
 */
export const COMMENT_MARKER = "<!-- pedigree:comment -->";

/** Less than 0 where `a` is older than `b`, 0 where neither is. */
export function compareOrigins(a: SectionOrigin | null, b: SectionOrigin | null): number {
  if (a === null || b === null) return Number(a !== null) - Number(b !== null);
  return a.workflowRun - b.workflowRun || a.attempt - b.attempt || a.runs - b.runs;
}

/**
 * All sections of both, the newer one of each; of two that are equally new the first. Joining is associative and idempotent,
 * and but for the text of equally new sections the order does not matter: writers that join what they know agree in the end.
 */
export function joinSections(first: CommentSections, second: CommentSections): CommentSections {
  const joined = new Map(first);
  for (const [key, section] of second) {
    const other = joined.get(key);
    if (other === undefined || compareOrigins(other.origin, section.origin) < 0) joined.set(key, section);
  }
  return joined;
}

/** Whether every section of `wanted` stands in `found`, or a newer one in its place. */
export function holdsSections(found: CommentSections, wanted: CommentSections): boolean {
  return [...wanted].every(([key, { body, origin }]) => {
    const there = found.get(key);
    if (there === undefined) return false;
    const order = compareOrigins(there.origin, origin);
    // Nothing but their text tells sections apart that are of no run.
    return order > 0 || (order === 0 && (origin !== null || there.body === body));
  });
}

/**
 * All sections by name, those of earlier runs folded below the others, and at the end how many are only counted. The text
 * depends on what the sections are, not on the order in which they came.
 */
export function formatComment(sections: CommentSections): string {
  const { current, earlier } = sectionsByAge(sections);
  const shown = current.filter(([, { body }]) => body.trim() !== "");
  const counted = current.filter(([, { body }]) => body.trim() === "");
  return [
    COMMENT_MARKER,
    ...shown.map(formatSection),
    ...earlier.map(formatEarlier),
    ...(counted.length === 0 ? [] : [formatCounted(counted)]),
  ].join("\n\n");
}

/** Stands for sections that found no room even to be counted. */
export const UNCOUNTED = "\u0000";

export function formatSection([key, { body, origin }]: KeyedSection): string {
  if (body.trim() === "") return countedMarker(key, origin);
  const lines = [openMarker(key, origin), fromMarker(origin ?? {}), body.trim(), closeMarker(key)];
  return lines.filter((line) => line !== undefined).join("\n");
}

// The frame around sections is dropped when a comment is read, and made anew; nothing from outside stands in it but the
// digits of a commit.
function formatEarlier({ commit, sections }: EarlierRun): string {
  const what = sections.length === 1 ? "A section" : `${sections.length} sections`;
  const of = commit === undefined ? "" : ` (commit <code>${commit.slice(0, 7)}</code>)`;
  const summary = `<details><summary>🕓 ${what} of an earlier run${of}</summary>`;
  return [summary, ...sections.map(formatSection), "</details>"].join("\n\n");
}

function formatCounted(sections: readonly KeyedSection[]): string {
  const isBound = sections.some(([key]) => key === UNCOUNTED);
  const count = sections.length - Number(isBound);
  const what = `${isBound ? "more than " : ""}${count} more ${count === 1 ? "section" : "sections"}`;
  const text = `… and **${what}**: there is no room here, see the job summaries.`;
  return [text, sections.map(formatSection).join("\n")].join("\n\n");
}

/** The sections of a comment of ours; undefined for any other text. What stands outside of sections is dropped. */
export function parseComment(text: string): CommentSections | undefined {
  const lines = text.split(/\r?\n/);
  if (lines[0]?.trim() !== COMMENT_MARKER) return undefined;
  const sections = new Map<string, CommentSection>();
  let index = 1;
  while (index < lines.length) {
    const line = lines[index] ?? "";
    const counted = parseCountedMarker(line);
    if (counted !== undefined) sections.set(counted.key, { body: "", origin: counted.origin });
    const opened = parseOpenMarker(line);
    const end = opened === undefined ? -1 : lines.indexOf(closeMarker(opened.key), index + 1);
    if (opened !== undefined && end !== -1) {
      sections.set(opened.key, parseSection(opened.origin, lines.slice(index + 1, end)));
    }
    index = end === -1 ? index + 1 : end + 1;
  }
  return sections;
}

function parseSection(
  origin: SectionOrigin | null,
  [first = "", ...rest]: readonly string[],
): CommentSection {
  const from = origin === null ? undefined : parseFromMarker(first);
  const lines = from === undefined ? [first, ...rest] : rest;
  return { body: lines.join("\n").trim(), origin: origin === null ? null : { ...origin, ...from } };
}
