import type { Command } from "./command.ts";

/** `pedigree verify [DIR] [--ref REF] [--json]`. */
export function usageOf({ name, positionals, options }: Command): string {
  const places = positionals.map((one) => (one.default === undefined ? one.name : `[${one.name}]`));
  const flags = options.map((one) => `[--${one.name}${one.value === undefined ? "" : ` ${one.value}`}]`);
  return ["pedigree", name, ...places, ...flags, "[--json]"].join(" ");
}

/** All commands, a line each. */
export function overview(commands: readonly Command[]): string {
  const width = Math.max(...commands.map(({ name }) => name.length));
  const lines = commands.map(({ name, about }) => `  ${name.padEnd(width)}  ${about}`);
  return [
    "pedigree: read and prove a model registry from a clone of it; only doctor asks GitHub.",
    "",
    ...lines,
    "",
    "pedigree COMMAND --help tells more. Exit status: 0 in order, 1 not all could be seen, 2 for you to mend,",
    "3 GitHub failed, 70 a defect of ours.",
  ].join("\n");
}

/** One command with its arguments and examples. */
export function helpOf(command: Command): string {
  const { about, positionals, options, examples } = command;
  const rows = [
    ...positionals.map((one) => [one.name, withDefault(one)] as const),
    ...options.map((one) => [`--${one.name} ${one.value ?? ""}`.trim(), one.about] as const),
    ["--json", "the same as JSON, for programs"] as const,
  ];
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
      const rows = [
        ...command.positionals.map((one) => `- \`${one.name}\`: ${withDefault(one)}`),
        ...command.options.map(
          (one) => `- \`--${one.name}${one.value === undefined ? "" : ` ${one.value}`}\`: ${one.about}`,
        ),
        "- `--json`: the same as JSON, for programs",
      ];
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

function withDefault(one: Command["positionals"][number]): string {
  return one.default === undefined ? one.about : `${one.about} (default: ${one.default})`;
}

function sentence(text: string): string {
  return `${text.slice(0, 1).toUpperCase()}${text.slice(1)}.`;
}
