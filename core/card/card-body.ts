/** A heading of the card with the lines below it, up to the next heading of the same or a higher level. */
export interface CardHeading {
  /** The heading's text without its marks. */
  readonly title: string;
  /** Line of the heading in the whole file, from 1. */
  readonly line: number;
  /** Key from a `<!-- section: KEY -->` below the heading. */
  readonly key: string | undefined;
  readonly body: string;
}

/** The two parts of a card. `bodyLine` is the line, from 1, on which the body begins. */
export interface CardParts {
  /** Text between the two `---` lines, undefined when the card does not begin with one. */
  readonly frontMatter: string | undefined;
  readonly body: string;
  readonly bodyLine: number;
}

/** Splits a card as Hugging Face does: front matter only at the very start, closed by a line `---`. */
export function splitCard(text: string): CardParts {
  const lines = text.replace(/^\ufeff/, "").split(/\r?\n/);
  const end =
    lines[0]?.trimEnd() === "---" ? lines.findIndex((line, at) => at > 0 && line.trimEnd() === "---") : -1;
  if (end < 0) return { frontMatter: undefined, body: lines.join("\n"), bodyLine: 1 };
  return {
    frontMatter: lines.slice(1, end).join("\n"),
    body: lines.slice(end + 1).join("\n"),
    bodyLine: end + 2,
  };
}

/**
 * The headings of a Markdown text, read line by line in linear time: `#` headings outside code fences and HTML
 * comments. Deeper headings belong to the section above them.
 */
export function readHeadings(body: string, firstLine: number): readonly CardHeading[] {
  const lines = body.split("\n");
  const marks = headingMarks(lines);
  return marks.map(({ at, level, title }, index) => {
    const end = marks.slice(index + 1).find((next) => next.level <= level)?.at ?? lines.length;
    const below = lines.slice(at + 1, end).join("\n");
    const own = lines.slice(at + 1, marks[index + 1]?.at ?? lines.length).join("\n");
    const key = /<!--\s*section:\s*([a-z-]+)\s*-->/.exec(own)?.[1];
    return { title, line: firstLine + at, key, body: below };
  });
}

interface HeadingMark {
  readonly at: number;
  readonly level: number;
  readonly title: string;
}

function headingMarks(lines: readonly string[]): readonly HeadingMark[] {
  const marks: HeadingMark[] = [];
  let fence: string | undefined;
  let comment = false;
  for (const [at, line] of lines.entries()) {
    const opened = /^ {0,3}(`{3,}|~{3,})/.exec(line)?.[1];
    if (fence !== undefined) {
      if (opened?.startsWith(fence) === true && line.trim() === opened) fence = undefined;
    } else if (comment) {
      comment = !line.includes("-->");
    } else if (opened !== undefined) {
      fence = opened;
    } else {
      const heading = /^ {0,3}(#{1,6})[ \t]+(.*)$/.exec(line);
      if (heading?.[1] !== undefined && heading[2] !== undefined) {
        marks.push({ at, level: heading[1].length, title: plainTitle(heading[2]) });
      }
      comment = line.lastIndexOf("<!--") > line.lastIndexOf("-->");
    }
  }
  return marks;
}

function plainTitle(text: string): string {
  return text
    .trim()
    .replace(/[ \t]+#+$/, "")
    .replace(/[*_`]/g, "")
    .trim();
}

/** Words that a reader sees: comments, headings, table rules and list marks are none. */
export function countWords(markdown: string): number {
  const visible = stripComments(markdown)
    .split("\n")
    .filter((line) => !/^ {0,3}#{1,6}[ \t]/.test(line) && !/^ {0,3}(`{3,}|~{3,})/.test(line))
    .join("\n");
  return visible.match(/[\p{L}\p{N}][\p{L}\p{N}\p{M}.,:%_/+-]*/gu)?.length ?? 0;
}

/** The text without HTML comments; an unclosed one hides all that follows, as it does on GitHub. */
export function stripComments(markdown: string): string {
  return markdown
    .split("<!--")
    .map((part, index) => {
      if (index === 0) return part;
      const end = part.indexOf("-->");
      return end < 0 ? "" : part.slice(end + 3);
    })
    .join("");
}
