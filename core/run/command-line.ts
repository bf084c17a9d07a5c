import { isExactInteger } from "./number-text.ts";
import type { ParamValue } from "./run.ts";

/** Programs whose options say how to install or fetch things, not how to train. */
const NOT_TRAINING = new Set(
  "pip pip3 uv conda mamba poetry apt apt-get yum brew npm git curl wget dvc docker jupyter jupyter-nbconvert cd mkdir export set echo".split(
    " ",
  ),
);

/**
 * Parameters from a command's long options: `--lr 0.1 --epochs=5 --verbose` → lr 0.1, epochs 5, verbose true.
 * Commands joined by `&&`, `;`, `|` or line breaks are read one by one; installers and the like are passed over,
 * and the first mention of a name counts. A value that the shell would still replace (`$LR`) is left out.
 */
export function parseCommandLine(text: string): ReadonlyMap<string, ParamValue> {
  const params = new Map<string, ParamValue>();
  for (const words of splitCommands(text)) {
    if (isTool(words)) continue;
    for (const [name, value] of options(words)) if (!params.has(name)) params.set(name, value);
  }
  return params;
}

/** Papermill's options say how a notebook is executed, but for those that give its parameters (`papermill --help`). */
const PAPERMILL = new Set(["-p", "--parameters", "-r", "--parameters_raw"]);

function papermillParams(words: readonly string[]): readonly (readonly [string, ParamValue])[] {
  return words.flatMap((word, at) => {
    const [name, value] = words.slice(at + 1);
    if (!PAPERMILL.has(word) || name === undefined || value === undefined) return [];
    if (/[$`]/.test(value) || !/^[A-Za-z][\w.-]{0,249}$/.test(name)) return [];
    return [[name, word.startsWith("-r") || word.endsWith("_raw") ? value : parseScalar(value)] as const];
  });
}

function options(words: readonly string[]): readonly (readonly [string, ParamValue])[] {
  if (programOf(words) === "papermill") return papermillParams(words);
  return words.flatMap((_, at) => {
    const { name, value = "" } = optionAt(words, at) ?? {};
    if (name === undefined || value.includes("$") || value.includes("`")) return [];
    return [[name, parseScalar(value)] as const];
  });
}

interface Option {
  readonly name: string;
  readonly value: string;
  /** Whether the value is the next word. */
  readonly apart: boolean;
}

/** The long option that a word begins. */
function optionAt(words: readonly string[], at: number): Option | undefined {
  const [, name, joined] = /^--([A-Za-z][\w.-]{0,249})(?:=([\s\S]*))?$/.exec(words[at] ?? "") ?? [];
  if (name === undefined) return undefined;
  if (joined !== undefined) return { name, value: joined, apart: false };
  const next = words[at + 1];
  const apart = next !== undefined && !next.startsWith("--");
  return { name, value: apart ? next : "true", apart };
}

/** Whether a word of a command belongs to a long option of which a parameter holds this very value. */
export function isTold(
  words: readonly string[],
  at: number,
  params: Readonly<Record<string, ParamValue>>,
): boolean {
  const [own, before] = [optionAt(words, at), optionAt(words, at - 1)];
  const option = own ?? (before?.apart === true ? before : undefined);
  if (option === undefined || !Object.hasOwn(params, option.name)) return false;
  return params[option.name] === parseScalar(option.value);
}

/** Text as the scalar it spells: `0.1` → 0.1, `true` → true; everything else stays text. */
export function parseScalar(text: string): ParamValue {
  if (text === "true" || text === "True") return true;
  if (text === "false" || text === "False") return false;
  if (/^[+-]?(\d+\.?\d*|\.\d+)([eE][+-]?\d+)?$/.test(text)) {
    const number = Number(text);
    // As text an integer stays what it was of which a double holds another one.
    if (Number.isFinite(number) && (!/^[+-]?\d+$/.test(text) || isExactInteger(text))) return number;
  }
  return text.slice(0, 8192);
}

/** Without variables that are set for the program alone. */
function ownWords(words: readonly string[]): readonly string[] {
  return words.filter((word) => !/^[A-Za-z_]\w*=/.test(word) && word !== "sudo");
}

function programOf(words: readonly string[]): string {
  return ownWords(words)[0]?.split("/").at(-1) ?? "";
}

function isTool(words: readonly string[]): boolean {
  const [, flag, module] = ownWords(words);
  const name = programOf(words);
  return NOT_TRAINING.has(name) || (/^python[\d.]*$/.test(name) && flag === "-m" && module === "pip");
}

/** The words of a command line, those of all commands that are joined in it. */
export function commandWords(text: string): readonly string[] {
  return splitCommands(text).flat();
}

const WORD = /#[^\n]*|\\\r?\n|(?:[^\s'"\\;&|]+|\\[^\n]|'[^']*'|"[^"\\]*(?:\\[\s\S][^"\\]*)*")+|[;&|\n]+/g;

function splitCommands(text: string): readonly (readonly string[])[] {
  const commands: string[][] = [[]];
  for (const [token] of text.matchAll(WORD)) {
    if (token.startsWith("\\\n") || token.startsWith("\\\r") || token.startsWith("#")) continue;
    if (/^[;&|\n]+$/.test(token)) commands.push([]);
    else commands.at(-1)?.push(unquote(token));
  }
  return commands;
}

/** Words as a shell would have to be given them, so that `parseCommandLine` finds the same options. */
export function quoteWords(words: readonly string[]): string {
  return words.map(quote).join(" ");
}

function quote(word: string): string {
  if (/^[A-Za-z0-9_./:=@%+,-]+$/.test(word)) return word;
  return `'${word.replaceAll("'", `'"'"'`)}'`;
}

function unquote(word: string): string {
  return word.replace(
    /'([^']*)'|"([^"\\]*(?:\\[\s\S][^"\\]*)*)"|\\([\s\S])/g,
    (_, single?: string, double?: string, escaped?: string) =>
      single ?? double?.replace(/\\(["\\$`])/g, "$1") ?? escaped ?? "",
  );
}
