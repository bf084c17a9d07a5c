/** A move that somebody asks for. `stage` is raw text: whether there is such a stage, the policy says. */
export interface Command {
  readonly verb: "promote" | "demote" | "archive" | "restore" | "rollback";
  readonly stage: string | null;
}

/** What is said with a reason in free words; they are empty where somebody gave none. */
export interface Statement {
  readonly verb: "override" | "freeze" | "unfreeze" | "acknowledge";
  readonly words: string;
}

/** Everything that a comment can ask of the App. */
export type Instruction = Command | Statement | { readonly verb: "explain" };

export function isStatement(instruction: Instruction): instruction is Statement {
  return "words" in instruction;
}

/** A comment is read up to here; GitHub allows 65,536 characters, and nobody hides a command behind a novel. */
const MAX_COMMENT_CHARACTERS = 65_536;

export function formatCommand(instruction: Instruction): string {
  if (isStatement(instruction)) return `/${instruction.verb} ${instruction.words}`.trimEnd();
  if (instruction.verb === "explain" || instruction.stage === null) return `/${instruction.verb}`;
  return `/${instruction.verb} ${instruction.stage}`;
}

/**
 * The commands of a comment, in order. A command stands at the very start of a line; a line inside a quote, a code
 * fence, preformatted or folded HTML or an HTML comment is somebody's example and asks for nothing. Nor does a line that
 * a link or a tag before it in the same paragraph may swallow: people would say what they cannot see.
 */
export function parseCommands(comment: string): readonly Instruction[] {
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

function parseLine(line: string): Instruction | undefined {
  const statement = /^\/(override|freeze|unfreeze|acknowledge)(?:[ \t]+(.*))?$/.exec(line);
  if (statement !== null) return toStatement(statement[1] ?? "", (statement[2] ?? "").trim());
  const match = /^\/(promote|demote|archive|restore|rollback|explain)(?:[ \t]+(\S+))?[ \t]*$/.exec(line);
  return match === null ? undefined : toCommand(match[1] ?? "", match[2] ?? null);
}

function toStatement(verb: string, words: string): Statement | undefined {
  switch (verb) {
    case "override":
    case "freeze":
    case "unfreeze":
    case "acknowledge":
      return { verb, words };
    default:
      return undefined;
  }
}

function toCommand(verb: string, stage: string | null): Instruction | undefined {
  switch (verb) {
    case "promote":
    case "rollback":
      return stage === null ? undefined : { verb, stage };
    case "demote":
    case "restore":
      return { verb, stage };
    case "archive":
      return stage === null ? { verb, stage } : undefined;
    case "explain":
      return stage === null ? { verb } : undefined;
    default:
      return undefined;
  }
}

// Line breaks inside a hidden part are kept, so that what follows it does not slip to a line's start. An opening mark
// that is never closed hides the rest, as GitHub shows it.
function hideHtml(text: string): string {
  return text.replace(
    /<!--[\s\S]*?(?:-->|$)|<(pre|script|style|textarea|details)\b[\s\S]*?(?:<\/\1>|$)|<[?!][\s\S]*?(?:>|$)/gi,
    (hidden) => `\u0000${hidden.replace(/[^\n]/g, "")}\u0000`,
  );
}
