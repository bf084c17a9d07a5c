/**
 * The comment of a pull request: a hidden marker by which it is found again, then a section for each experiment
 * between hidden markers of its own. Markers count only as whole lines, and no escaped value can make one.
 */
export const COMMENT_MARKER = "<!-- pedigree:comment -->";

/** Section key → its Markdown, in the order of the comment. */
export type CommentSections = ReadonlyMap<string, string>;

export function formatComment(sections: CommentSections): string {
  const parts = Array.from(
    sections,
    ([key, body]) => `${openMarker(key)}\n${body.trim()}\n${closeMarker(key)}`,
  );
  return [COMMENT_MARKER, ...parts].join("\n\n");
}

/** The sections of a comment of ours; undefined for any other text. What stands outside of sections is dropped. */
export function parseComment(text: string): CommentSections | undefined {
  const lines = text.split(/\r?\n/);
  if (lines[0]?.trim() !== COMMENT_MARKER) return undefined;
  const sections = new Map<string, string>();
  let index = 1;
  while (index < lines.length) {
    const key = parseOpenMarker(lines[index] ?? "");
    const end = key === undefined ? -1 : lines.indexOf(closeMarker(key), index + 1);
    if (key !== undefined && end !== -1)
      sections.set(
        key,
        lines
          .slice(index + 1, end)
          .join("\n")
          .trim(),
      );
    index = end === -1 ? index + 1 : end + 1;
  }
  return sections;
}

function openMarker(key: string): string {
  return `<!-- pedigree:section:${encodeKey(key)} -->`;
}

function closeMarker(key: string): string {
  return `<!-- /pedigree:section:${encodeKey(key)} -->`;
}

function parseOpenMarker(line: string): string | undefined {
  const encoded = /^<!-- pedigree:section:((?:[A-Za-z0-9._]|%[0-9A-F]{2})*) -->$/.exec(line.trim())?.[1];
  if (encoded === undefined) return undefined;
  try {
    const key = decodeURIComponent(encoded);
    return encodeKey(key) === encoded ? key : undefined;
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
