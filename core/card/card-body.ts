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
  const ends = sectionEnds(marks, lines.length);
  return marks.map(({ at, title }, index) => {
    const own = lines.slice(at + 1, marks[index + 1]?.at ?? lines.length).join("\n");
    const key = /<!--\s*section:\s*([a-z-]+)\s*-->/.exec(own)?.[1];
    return { title, line: firstLine + at, key, body: lines.slice(at + 1, ends[index]).join("\n") };
  });
}

/** Line before which each section ends; from the last heading to the first, so that it takes one pass. */
function sectionEnds(marks: readonly HeadingMark[], lines: number): readonly number[] {
  const next = [1, 2, 3, 4, 5, 6].map(() => lines);
  const ends = marks.toReversed().map(({ at, level }) => {
    const end = next[level - 1] ?? lines;
    next.fill(at, level - 1);
    return end;
  });
  return ends.toReversed();
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

/** Without a closing row of `#` and without emphasis. No pattern here: one for the end would be quadratic. */
function plainTitle(text: string): string {
  let end = text.trimEnd().length;
  while (text.charAt(end - 1) === "#") end -= 1;
  const closed = end === 0 || /[ \t]/.test(text.charAt(end - 1));
  return (closed ? text.slice(0, end) : text).replace(/[*_`]/g, "").trim();
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
