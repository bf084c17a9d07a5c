import type { Command, Option, Positional } from "./command.ts";

/** `pedigree verify [DIR] [--ref REF] [--json]`. */
export function usageOf({ name, positionals, options, rest }: Command): string {
  const places = positionals.map(placeOf);
  const flags = options.map((one) => `[${flagOf(one)}]${one.many === true ? "…" : ""}`);
  const after = rest === undefined ? [] : [`-- ${rest.name}`];
  return ["pedigree", name, ...places, ...flags, "[--json]", ...after].join(" ");
}

function placeOf(one: Positional): string {
  const name = one.many === true ? `${one.name}…` : one.name;
  return one.default === undefined && one.optional === undefined ? name : `[${name}]`;
}

function flagOf({ name, value }: Option): string {
  return value === undefined ? `--${name}` : `--${name} ${value}`;
}

/** Every argument of a command with what it means, in the order of its usage. */
function argumentsOf({ positionals, options, rest }: Command): readonly (readonly [string, string])[] {
  return [
    ...positionals.map((one) => [one.name, withDefault(one)] as const),
    ...options.map((one) => [flagOf(one), one.about] as const),
    ["--json", "the same as JSON, for programs"] as const,
    ...(rest === undefined ? [] : [[`-- ${rest.name}`, rest.about] as const]),
  ];
}

/** All commands, a line each. */
export function overview(commands: readonly Command[]): string {
  return [
    "pedigree: record and compare training runs on this machine; read and prove a model registry from a",
    "clone of it. Only doctor asks GitHub.",
    "",
    ...linesOf(commands),
    "",
    "pedigree COMMAND --help tells more. Exit status: 0 in order, 1 not all could be seen or a gate did not pass,",
    "2 for you to mend, 3 GitHub failed, 70 a defect of ours; run ends with the status of what it ran.",
  ].join("\n");
}

function linesOf(commands: readonly Command[]): readonly string[] {
  const width = Math.max(...commands.map(({ name }) => name.length));
  return commands.map(({ name, about }) => `  ${name.padEnd(width)}  ${about}`);
}

/** The commands of a group, such as `policy`, a line each. */
export function groupHelp(commands: readonly Command[]): string {
  return [...linesOf(commands), "", "pedigree COMMAND --help tells more."].join("\n");
}

/** One command with its arguments and examples. */
export function helpOf(command: Command): string {
  const { about, examples } = command;
  const rows = argumentsOf(command);
  const width = Math.max(...rows.map(([left]) => left.length));
  const table = rows.map(([left, right]) => `  ${left.padEnd(width)}  ${right}`);
  return [
    usageOf(command),
    "",
    sentence(about),
    "",
    ...table,
    "",
    ...examples.map((line) => `  ${line}`),
  ].join("\n");
}

/** `docs/cli.md`: every command from its definition. */
export function commandsReference(commands: readonly Command[]): string {
  return commands
    .map((command) => {
      const rows = argumentsOf(command).map(([name, means]) => `- \`${name}\`: ${means}`);
      const examples = ["```sh", ...command.examples, "```"];
      return [
        `### ${command.name}`,
        `\`${usageOf(command)}\``,
        sentence(command.about),
        rows.join("\n"),
        examples.join("\n"),
      ].join("\n\n");
    })
    .join("\n\n");
}

function withDefault(one: Positional): string {
  return one.default === undefined ? one.about : `${one.about} (default: ${one.default})`;
}

function sentence(text: string): string {
  return `${text.slice(0, 1).toUpperCase()}${text.slice(1)}.`;
}
