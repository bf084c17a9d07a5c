/**
 * The comment of a pull request: a hidden marker by which it is found again, then a section for each experiment
 * between hidden markers of its own. Markers count only as whole lines, and no escaped value can make one.
 */
export const COMMENT_MARKER = "<!-- pedigree:comment -->";

/**
 * Which run a section is of, so that an older one never takes the place of a newer one. GitHub numbers workflow runs in
 * the order in which they began.
 */
export interface SectionOrigin {
  readonly workflowRun: number;
  readonly attempt: number;
  /** How many runs it speaks of: 1, and those that repeat it. Of legs that finish together the one that saw most tells most. */
  readonly runs: number;
}

export interface CommentSection {
  readonly body: string;
  /** Null where it is of no workflow run; anything may take its place. */
  readonly origin: SectionOrigin | null;
}

/** Section key → what it holds, in the order of the comment. */
export type CommentSections = ReadonlyMap<string, CommentSection>;

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

export function formatComment(sections: CommentSections): string {
  const parts = Array.from(
    sections,
    ([key, { body, origin }]) => `${openMarker(key, origin)}\n${body.trim()}\n${closeMarker(key)}`,
  );
  return [COMMENT_MARKER, ...parts].join("\n\n");
}

/** The sections of a comment of ours; undefined for any other text. What stands outside of sections is dropped. */
export function parseComment(text: string): CommentSections | undefined {
  const lines = text.split(/\r?\n/);
  if (lines[0]?.trim() !== COMMENT_MARKER) return undefined;
  const sections = new Map<string, CommentSection>();
  let index = 1;
  while (index < lines.length) {
    const opened = parseOpenMarker(lines[index] ?? "");
    const end = opened === undefined ? -1 : lines.indexOf(closeMarker(opened.key), index + 1);
    if (opened !== undefined && end !== -1) {
      const body = lines
        .slice(index + 1, end)
        .join("\n")
        .trim();
      sections.set(opened.key, { body, origin: opened.origin });
    }
    index = end === -1 ? index + 1 : end + 1;
  }
  return sections;
}

function openMarker(key: string, origin: SectionOrigin | null): string {
  const of = origin === null ? "" : ` of ${origin.workflowRun}.${origin.attempt}.${origin.runs}`;
  return `<!-- pedigree:section:${encodeKey(key)}${of} -->`;
}

function closeMarker(key: string): string {
  return `<!-- /pedigree:section:${encodeKey(key)} -->`;
}

const OPEN =
  /^<!-- pedigree:section:((?:[A-Za-z0-9._]|%[0-9A-F]{2})*)(?: of ([0-9]{1,15})\.([0-9]{1,9})\.([0-9]{1,9}))? -->$/;

function parseOpenMarker(line: string): { key: string; origin: SectionOrigin | null } | undefined {
  const [, encoded, workflowRun, attempt, runs] = OPEN.exec(line.trim()) ?? [];
  if (encoded === undefined) return undefined;
  const numbers = { workflowRun: Number(workflowRun), attempt: Number(attempt), runs: Number(runs) };
  const origin = workflowRun === undefined ? null : numbers;
  try {
    const key = decodeURIComponent(encoded);
    return encodeKey(key) === encoded ? { key, origin } : undefined;
  } catch {
    return undefined;
  }
}

// A hyphen is encoded as well, so that no key can hold the end of an HTML comment.
function encodeKey(key: string): string {
  return Array.from(new TextEncoder().encode(key), (byte) => {
    const char = String.fromCharCode(byte);
    return /[A-Za-z0-9._]/.test(char) ? char : `%${byte.toString(16).toUpperCase().padStart(2, "0")}`;
  }).join("");
}
