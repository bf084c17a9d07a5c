import { parseArgs } from "node:util";
import { PedigreeError } from "../core/errors.ts";
import type { Arguments, Command } from "./command.ts";
import { suggest } from "./suggest.ts";

/** What the whole command line asks for. */
export type Request =
  | { readonly kind: "help"; readonly command: Command | readonly Command[] | undefined }
  | { readonly kind: "run"; readonly command: Command; readonly args: Arguments; readonly json: boolean };

/** Finds the command and its arguments. Raises INPUT_INVALID, with what was probably meant. */
export function parseArguments(argv: readonly string[], commands: readonly Command[]): Request {
  const [first, second] = argv;
  if (first === undefined || first === "help" || isHelp(first)) {
    return { kind: "help", command: undefined };
  }
  const command = commands.find(({ name }) => name === `${first} ${second ?? ""}` || name === first);
  const group = commands.filter(({ name }) => name.startsWith(`${first} `));
  if (command === undefined && group.length > 0 && isHelp(second)) return { kind: "help", command: group };
  if (command === undefined) throw unknownCommand(argv, commands);
  const rest = argv.slice(command.name.split(" ").length);
  const { own, after } = splitRest(rest, command);
  if (own.some(isHelp)) return { kind: "help", command };
  const args = { ...parseRest(own, command), rest: after };
  return { kind: "run", command, args, json: args.switches.has("json") };
}

function isHelp(word: string | undefined): boolean {
  return word === "--help" || word === "-h";
}

/** A command line of another program begins after `--`, and its options are none of ours. */
function splitRest(words: readonly string[], { rest }: Command) {
  const at = rest === undefined ? -1 : words.indexOf("--");
  return at < 0 ? { own: words, after: [] } : { own: words.slice(0, at), after: words.slice(at + 1) };
}

function parseRest(rest: readonly string[], command: Command): Omit<Arguments, "rest"> {
  const known = [...command.options, { name: "json", about: "" }];
  const options = Object.fromEntries(
    known.map((option) => {
      const type = "value" in option ? ("string" as const) : ("boolean" as const);
      return [option.name, { type, multiple: "many" in option }];
    }),
  );
  const { values, positionals, tokens } = parseArgs({
    args: [...rest],
    options,
    allowPositionals: true,
    strict: false,
    tokens: true,
  });
  // In their order: behind a word too many stand the options of another program, for want of `--`.
  let words = 0;
  for (const token of tokens) {
    if (token.kind === "option") checkOption(token, command, known);
    if (token.kind === "positional") words += 1;
    checkCount(positionals.slice(0, words), command);
  }
  const switches = Object.entries(values).flatMap(([name, value]) => (value === true ? [name] : []));
  const texts = Object.entries(values).flatMap(([name, value]) =>
    typeof value === "string" ? [[name, value] as const] : [],
  );
  const lists = Object.entries(values).flatMap(([name, value]) =>
    Array.isArray(value) ? [[name, value.map(String)] as const] : [],
  );
  return {
    positionals: completePositionals(positionals, command),
    values: Object.fromEntries(texts),
    lists: Object.fromEntries(lists),
    switches: new Set(switches),
  };
}

interface OptionToken {
  readonly name: string;
  readonly rawName: string;
  readonly value: string | undefined;
}

function checkOption(
  { name, rawName, value }: OptionToken,
  command: Command,
  known: readonly { readonly name: string; readonly value?: string }[],
): void {
  const option = known.find((candidate) => candidate.name === name);
  const subject = `pedigree ${command.name}`;
  if (option === undefined || !rawName.startsWith("--")) {
    const names = known.map((candidate) => `--${candidate.name}`);
    throw invalid("unknown option", { subject, found: rawName, names });
  }
  if (option.value !== undefined && (value === undefined || value === "")) {
    throw new PedigreeError("INPUT_INVALID", "an option has no value", {
      subject,
      expected: `--${name} ${option.value}`,
      found: rawName,
    });
  }
  if (option.value === undefined && value !== undefined) {
    throw new PedigreeError("INPUT_INVALID", "a switch takes no value", {
      subject,
      expected: `--${name}`,
      found: `${rawName}=${value}`,
    });
  }
}

function checkCount(given: readonly string[], { positionals, name, rest }: Command): void {
  if (given.length <= positionals.length || positionals.at(-1)?.many === true) return;
  throw new PedigreeError("INPUT_INVALID", "too many arguments", {
    subject: `pedigree ${name}`,
    expected: positionals.map((positional) => positional.name).join(" ") || "none",
    found: given.slice(positionals.length).join(" "),
    ...(rest === undefined ? {} : { remedy: `put -- before ${rest.name}` }),
  });
}

function completePositionals(given: readonly string[], command: Command): readonly string[] {
  const { positionals, name } = command;
  const named = positionals.flatMap((positional, at) => {
    const value = given[at] ?? positional.default;
    if (value !== undefined) return [value];
    if (positional.optional === true) return [];
    throw new PedigreeError("INPUT_INVALID", "an argument is missing", {
      subject: `pedigree ${name}`,
      expected: `${positional.name}: ${positional.about}`,
      found: "nothing",
      remedy: `see pedigree ${name} --help`,
    });
  });
  return [...named, ...given.slice(positionals.length)];
}

function unknownCommand(argv: readonly string[], commands: readonly Command[]): PedigreeError {
  const names = commands.map(({ name }) => name);
  const group = names.some((name) => name.startsWith(`${argv[0]} `));
  const found = argv.slice(0, group ? 2 : 1).join(" ");
  return invalid("unknown command", { subject: "pedigree", found, names });
}

function invalid(
  what: string,
  { subject, found, names }: { subject: string; found: string; names: readonly string[] },
): PedigreeError {
  const meant = suggest(found, names);
  return new PedigreeError("INPUT_INVALID", what, {
    subject,
    expected: `one of ${names.join(", ")}`,
    found,
    ...(meant === undefined ? {} : { remedy: `did you mean ${meant}?` }),
  });
}
