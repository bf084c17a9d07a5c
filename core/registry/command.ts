import { editDistance } from "../edit-distance.ts";
import { ownLines } from "./own-lines.ts";

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

function isStatement(instruction: Instruction): instruction is Statement {
  return "words" in instruction;
}

export function formatCommand(instruction: Instruction): string {
  if (isStatement(instruction)) return `/${instruction.verb} ${instruction.words}`.trimEnd();
  if (instruction.verb === "explain" || instruction.stage === null) return `/${instruction.verb}`;
  return `/${instruction.verb} ${instruction.stage}`;
}

export function isMove(instruction: Instruction): instruction is Command {
  return "stage" in instruction;
}

/** The commands of a comment, in order. A command stands at the very start of a line of the author's own. */
export function parseCommands(comment: string): readonly Instruction[] {
  return ownLines(comment).flatMap((line) => {
    const spoken = parseWords(line);
    const command = spoken === undefined ? undefined : toInstruction(spoken.verb, spoken.words);
    return command === undefined ? [] : [command];
  });
}

/** What stands behind a verb: nothing, a stage that may or must be named, or a reason in free words. */
export type Takes = "nothing" | "stage?" | "stage" | "words";

export const TAKES: Readonly<Record<Instruction["verb"], Takes>> = {
  promote: "stage",
  demote: "stage?",
  archive: "nothing",
  restore: "stage?",
  rollback: "stage",
  explain: "nothing",
  override: "words",
  freeze: "words",
  unfreeze: "words",
  acknowledge: "words",
};

/** A line that is meant as a command, but is none as it stands. */
export interface Misspelling {
  /** The verb that it has or, where it has none of ours, that comes nearest. */
  readonly verb: Instruction["verb"];
  /** The word that stands there instead of the verb: letters only; null where the verb is right and the rest is wrong. */
  readonly typed: string | null;
  /** What stands behind it, raw. */
  readonly words: readonly string[];
}

/**
 * The first line of a comment that is meant as one of our commands but cannot be understood: a verb of ours with too much
 * or too little behind it, or a word that is nearly one, with behind it what the verb takes. Most lines with a slash are
 * paths or other bots' commands; those are none.
 */
export function findMisspelling(comment: string): Misspelling | undefined {
  for (const line of ownLines(comment)) {
    const right = parseWords(line);
    if (right !== undefined && toInstruction(right.verb, right.words) === undefined) {
      return { verb: right.verb, typed: null, words: split(right.words) };
    }
    const near = right === undefined ? nearly(line) : undefined;
    if (near !== undefined) return near;
  }
  return undefined;
}

function nearly(line: string): Misspelling | undefined {
  const match = LINE.exec(line);
  const typed = match?.[1]?.toLowerCase() ?? "";
  const verb = VERBS.find((known) => isNear(typed, known));
  const words = split(match?.[2] ?? "");
  if (verb === undefined || (TAKES[verb] !== "words" && words.length > (TAKES[verb] === "nothing" ? 0 : 1))) {
    return undefined;
  }
  return { verb, typed, words };
}

/** One slip, or two in a long word. Few people mistype a first letter, and `/remote`, `/callback` are others' words. */
function isNear(typed: string, verb: string): boolean {
  return (
    typed[0] === verb[0] &&
    typed.length <= verb.length + 2 &&
    editDistance(typed, verb) <= (verb.length < 8 ? 1 : 2)
  );
}

const VERBS = Object.keys(TAKES).filter(isVerb);
const LINE = /^\/([a-z]{1,20})(?:[ \t]+(.*))?$/i;

function isVerb(word: string): word is Instruction["verb"] {
  return Object.hasOwn(TAKES, word);
}

/** The case of a verb does not matter: telephones begin a comment with a capital letter. */
function parseWords(
  line: string,
): { readonly verb: Instruction["verb"]; readonly words: string } | undefined {
  const match = LINE.exec(line);
  const verb = match?.[1]?.toLowerCase() ?? "";
  return isVerb(verb) ? { verb, words: (match?.[2] ?? "").trim() } : undefined;
}

function split(words: string): readonly string[] {
  return words.split(/\s+/).filter((word) => word !== "");
}

function toInstruction(verb: Instruction["verb"], words: string): Instruction | undefined {
  const [stage = null, ...more] = split(words);
  switch (verb) {
    case "override":
    case "freeze":
    case "unfreeze":
    case "acknowledge":
      return { verb, words };
    case "promote":
    case "rollback":
      return stage === null || more.length > 0 ? undefined : { verb, stage };
    case "demote":
    case "restore":
      return more.length > 0 ? undefined : { verb, stage };
    case "archive":
      return stage === null ? { verb, stage } : undefined;
    case "explain":
      return stage === null ? { verb } : undefined;
  }
}
