/**
 * An independent, strict reader of the one construct that matters: a line of Markdown that is exactly one code
 * span. It follows CommonMark 0.31 section 6.1 from the reader's side, and returns the text that GitHub would
 * show, or what is wrong.
 */
export function readCodeSpan(markdown: string): { text: string } | { problem: string } {
  const open = /^`+/.exec(markdown)?.[0];
  if (open === undefined) return { problem: "does not begin with a backtick" };
  const runs = [...markdown.slice(open.length).matchAll(/`+/g)].filter(
    (run) => run[0].length === open.length,
  );
  const closing = runs[0];
  if (closing === undefined) return { problem: "is never closed" };
  const end = open.length + closing.index;
  if (end + open.length !== markdown.length) return { problem: "is closed before its end" };
  if (/[\r\n]/.test(markdown)) return { problem: "holds a line break" };
  const inner = markdown.slice(open.length, end);
  const padded = /^ .*[^ ].* $|^ [^ ] $/.test(inner) && inner.trim() !== "";
  return { text: padded ? inner.slice(1, -1) : inner };
}

/** Splits a table row the way cmark-gfm does: a pipe ends a cell unless a backslash stands right before it. */
export function readCells(row: string): readonly string[] {
  return row
    .trim()
    .replace(/^\||\|$/g, "")
    .split(/(?<!\\)\|/)
    .map((cell) => cell.trim().replaceAll("\\|", "|"));
}
