/**
 * The one place where text from outside becomes Markdown. Everything that a user, a training script or another
 * repository chose (metric, run, branch and file names, values) leaves here as exactly one code span, because
 * GitHub resolves no mention, link, image, HTML or emoji inside one.
 */

/** Longest text, in UTF-16 units, that one escaped value may take; `max=` in a template asks for less. */
export const DEFAULT_MAX_LENGTH = 200;

// Format, control, private and unassigned-looking characters that a reader cannot see, or that reorder what is
// seen: bidi controls, zero-width characters, tags, lone surrogates, fillers, and what will never be a character, two of
// which no XML may hold. Variation selectors stay, because they only choose between text and emoji form.
const INVISIBLE =
  /(?![\uFE00-\uFE0F])[\p{Cf}\p{Cs}\p{Zl}\p{Zp}\p{Default_Ignorable_Code_Point}\p{Noncharacter_Code_Point}\u2800]/gu;

/** Makes a text one visible line: newlines become ␤, control characters their pictures, invisible ones �. */
export function visibleLine(text: string): string {
  return text
    .replace(/\r\n|[\r\n\u0085\u2028\u2029]/g, "␤")
    .replace(/\p{Cc}/gu, controlPicture)
    .replace(INVISIBLE, "\uFFFD")
    .replaceAll("<!--", "‹!--");
}

/**
 * A text as one code span: the fence is longer than any run of backticks inside, and a space keeps a backtick
 * at either end from joining it (CommonMark 0.31, section 6.1).
 */
export function codeSpan(text: string, max: number = DEFAULT_MAX_LENGTH): string {
  const line = shorten(visibleLine(text), max);
  if (line.trim() === "") return line === "" ? "`(empty)`" : `\`(${line.length} spaces)\``;
  const fence = "`".repeat(longestRun(line, "`") + 1);
  const pad = /^[` ]|[` ]$/.test(line) ? " " : "";
  return `${fence}${pad}${line}${pad}${fence}`;
}

/**
 * A code span inside a table. GitHub's tables end a cell at a pipe even within a code span unless a backslash
 * stands before it; parsers disagree about a pipe after the user's own backslash, so that one is drawn instead.
 */
export function tableCell(text: string, max: number = DEFAULT_MAX_LENGTH): string {
  return codeSpan(text, max).replace(/(\\*)\|/g, (_, slashes: string) =>
    slashes === "" ? "\\|" : `${slashes}│`,
  );
}

/** Several lines in a fence longer than any inside; at most `max` characters, cut at a line where possible. */
export function fencedBlock(text: string, max: number = 10_000): string {
  const lines = text
    .replace(/\r\n?|[\u0085\u2028\u2029]/g, "\n")
    .split("\n")
    .map((line) => visibleLine(line).replaceAll("␉", "  "));
  const body = shorten(lines.join("\n"), max);
  const fence = "`".repeat(Math.max(3, longestRun(body, "`") + 1));
  return `${fence}text\n${body}\n${fence}`;
}

const ENTITIES: Readonly<Record<string, string>> = {
  "&": "&amp;",
  "<": "&lt;",
  ">": "&gt;",
  '"': "&quot;",
  "'": "&#39;",
  "`": "&#96;",
  "*": "&#42;",
  _: "&#95;",
  "[": "&#91;",
  "]": "&#93;",
  "|": "&#124;",
  "\\": "&#92;",
  "~": "&#126;",
  "#": "&#35;",
  // GitHub resolves mentions after entities are decoded, so an entity would not stop one.
  "@": "＠",
};

/**
 * What `{{x}}` without a helper becomes: plain text on one line, without HTML, emphasis, links or mentions. It is
 * the safety net for words that Pedigree itself chose; whatever comes from outside belongs into a code span. GitHub
 * makes links of bare addresses, too, by their `://` and `www.`, which are therefore never left whole.
 */
export function plainText(text: string): string {
  return visibleLine(text)
    .replace(/[&<>"'`*_[\]|\\~#@]/g, (char) => ENTITIES[char] ?? char)
    .replaceAll("://", "&#58;//")
    .replace(/\b(www)\./gi, "$1&#46;");
}

/** For lines that begin with an HTML tag, where GitHub parses no Markdown: every sign of it is an entity. */
export function htmlCode(text: string, max: number = DEFAULT_MAX_LENGTH): string {
  const escaped = shorten(visibleLine(text), max).replace(
    /[!-/:-@[-`{-~]/g,
    (char) => `&#${char.charCodeAt(0)};`,
  );
  return `<code>${escaped === "" ? "(empty)" : escaped}</code>`;
}

/** A quoted text for Mermaid: only letters, digits and a few signs, so that no directive can be formed. */
export function mermaidText(text: string, max: number = 60): string {
  return `"${shorten(visibleLine(text).replace(/[^\p{L}\p{N} ._/()+-]/gu, "_"), max)}"`;
}

/** Cuts between code points, never inside one, and says so by an ellipsis. */
export function shorten(text: string, max: number): string {
  if (text.length <= max) return text;
  let end = Math.max(0, max - 1);
  const code = text.charCodeAt(end);
  if (code >= 0xdc00 && code <= 0xdfff) end -= 1;
  return `${text.slice(0, Math.max(0, end))}…`;
}

function longestRun(text: string, char: string): number {
  let longest = 0;
  let run = 0;
  for (const c of text) {
    run = c === char ? run + 1 : 0;
    longest = Math.max(longest, run);
  }
  return longest;
}

function controlPicture(char: string): string {
  const code = char.charCodeAt(0);
  if (code === 0x7f) return "␡";
  return code < 0x20 ? String.fromCharCode(0x2400 + code) : "\uFFFD";
}
