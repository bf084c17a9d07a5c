/** A comment is read up to here; GitHub allows 65,536 characters, and nobody hides a command behind a novel. */
const MAX_COMMENT_CHARACTERS = 65_536;

/**
 * The lines of a comment that its author wrote as their own visible words. A line inside a quote, a code fence, preformatted
 * or folded HTML or an HTML comment is somebody's example. Nor does a line count that a link or a tag before it in the same
 * paragraph may swallow: people would say what they cannot see.
 */
export function ownLines(comment: string): readonly string[] {
  const visible = hideHtml(comment.slice(0, MAX_COMMENT_CHARACTERS).replaceAll("\r\n", "\n"));
  return unquoted(visible.split("\n"));
}

/** Neither quoted nor fenced. */
function unquoted(lines: readonly string[]): readonly string[] {
  const own: string[] = [];
  let fence: string | undefined;
  let quoted = false;
  let open = false;
  for (const line of lines) {
    const mark = /^ {0,3}(`{3,}|~{3,})(.*)$/.exec(line);
    if (fence !== undefined) {
      if (mark?.[1]?.startsWith(fence) && mark[2]?.trim() === "") fence = undefined;
      continue;
    }
    // A line right after a quoted one belongs to the quote even without its own mark (lazy continuation).
    quoted = /^ {0,3}>/.test(line) || (quoted && line.trim() !== "");
    if (quoted) continue;
    if (mark?.[1] !== undefined) fence = mark[1];
    else if (!open) own.push(line);
    // A link's target and title and a tag's attributes may go on over line ends, but never over an empty line.
    open = line.trim() !== "" && (open || /[[<]/.test(line));
  }
  return own;
}

// Line breaks inside a hidden part are kept, so that what follows it does not slip to a line's start. An opening mark
// that is never closed hides the rest, as GitHub shows it.
function hideHtml(text: string): string {
  return text.replace(
    /<!--[\s\S]*?(?:-->|$)|<(pre|script|style|textarea|details)\b[\s\S]*?(?:<\/\1>|$)|<[?!][\s\S]*?(?:>|$)/gi,
    (hidden) => `\u0000${hidden.replace(/[^\n]/g, "")}\u0000`,
  );
}
