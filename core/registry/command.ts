/** What somebody asks for in a comment. `stage` is raw text: whether there is such a stage, the policy says. */
export interface Command {
  readonly verb: "promote" | "demote" | "archive";
  readonly stage: string | null;
}

/** A comment is read up to here; GitHub allows 65,536 characters, and nobody hides a command behind a novel. */
const MAX_COMMENT_CHARACTERS = 65_536;

export function formatCommand(command: Command): string {
  return command.stage === null ? `/${command.verb}` : `/${command.verb} ${command.stage}`;
}

/**
 * The commands of a comment, in order. A command stands at the very start of a line; a line inside a quote, a code
 * fence, preformatted HTML or an HTML comment is somebody's example and asks for nothing.
 */
export function parseCommands(comment: string): readonly Command[] {
  const visible = hideHtml(comment.slice(0, MAX_COMMENT_CHARACTERS).replaceAll("\r\n", "\n"));
  return ownLines(visible.split("\n"))
    .map(parseLine)
    .filter((command) => command !== undefined);
}

/** The lines that the author wrote as their own words: neither quoted nor fenced. */
function ownLines(lines: readonly string[]): readonly string[] {
  const own: string[] = [];
  let fence: string | undefined;
  let quoted = false;
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
    else own.push(line);
  }
  return own;
}

function parseLine(line: string): Command | undefined {
  const match = /^\/(promote|demote|archive)(?:[ \t]+(\S+))?[ \t]*$/.exec(line);
  if (match === null) return undefined;
  const stage = match[2] ?? null;
  switch (match[1]) {
    case "promote":
      return stage === null ? undefined : { verb: "promote", stage };
    case "demote":
      return { verb: "demote", stage };
    case "archive":
      return stage === null ? { verb: "archive", stage } : undefined;
  }
  return undefined;
}

// Line breaks inside a hidden part are kept, so that what follows it does not slip to a line's start. An opening mark
// that is never closed hides the rest, as GitHub shows it.
function hideHtml(text: string): string {
  return text.replace(
    /<!--[\s\S]*?(?:-->|$)|<(pre|script|style|textarea)\b[\s\S]*?(?:<\/\1>|$)/gi,
    (hidden) => `\u0000${hidden.replace(/[^\n]/g, "")}\u0000`,
  );
}
