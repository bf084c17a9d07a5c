import type { Command, Option } from "../command.ts";

export const SHELLS = ["bash", "zsh", "fish"] as const;
export type Shell = (typeof SHELLS)[number];

export function isShell(text: string): text is Shell {
  return SHELLS.some((shell) => shell === text);
}

/** Scripts that complete commands and their options, made from the commands themselves. */
export const COMPLETIONS: Readonly<Record<Shell, (commands: readonly Command[]) => string>> = {
  bash: bashScript,
  zsh: zshScript,
  fish: fishScript,
};

const JSON_OPTION: Option = { name: "json", about: "the same as JSON, for programs" };
const HELP_OPTION: Option = { name: "help", about: "what the command does" };

function optionsOf({ options }: Command): readonly Option[] {
  return [...options, JSON_OPTION, HELP_OPTION];
}

/** First words, and for each that needs one, the second words. */
function wordsOf(commands: readonly Command[]): ReadonlyMap<string, readonly string[]> {
  const words = new Map<string, string[]>();
  for (const { name } of commands) {
    const [first = "", second] = name.split(" ");
    words.set(first, [...(words.get(first) ?? []), ...(second === undefined ? [] : [second])]);
  }
  return words;
}

/** `policy check` is a case of its own, and so is `run`: both are told from the words that were typed. */
function bashScript(commands: readonly Command[]): string {
  const words = wordsOf(commands);
  const groups = Array.from(words).filter(([, second]) => second.length > 0);
  const flags = (command: Command) =>
    optionsOf(command)
      .map(({ name }) => `--${name}`)
      .join(" ");
  return [
    "# bash completion for pedigree; made by: pedigree completion bash",
    "_pedigree() {",
    '  local word="${COMP_WORDS[COMP_CWORD]}" first="${COMP_WORDS[1]}" second="${COMP_WORDS[2]}" choices=""',
    '  if [ "$COMP_CWORD" -eq 1 ]; then',
    `    choices="${[...words.keys()].join(" ")} --help --version"`,
    "  else",
    '    case "$first $second" in',
    ...commands
      .filter(({ name }) => name.includes(" "))
      .map((command) => `      "${command.name}") choices="${flags(command)}" ;;`),
    '      *) case "$first" in',
    ...groups.map(([first, second]) => `        ${first}) choices="${second.join(" ")}" ;;`),
    ...commands
      .filter(({ name }) => !name.includes(" "))
      .map((command) => `        ${command.name}) choices="${flags(command)}" ;;`),
    "      esac ;;",
    "    esac",
    "  fi",
    '  case "$word" in',
    '    -*) COMPREPLY=($(compgen -W "$choices" -- "$word")) ;;',
    '    *) COMPREPLY=($(compgen -W "$(printf \'%s\\n\' $choices | grep -v \'^-\')" -- "$word")); [ "${#COMPREPLY[@]}" -eq 0 ] && COMPREPLY=($(compgen -f -- "$word")) ;;',
    "  esac",
    "}",
    "complete -o filenames -F _pedigree pedigree",
  ].join("\n");
}

function zshScript(commands: readonly Command[]): string {
  // Brackets and colons mean something in what is described, and quotes in the shell that reads it.
  const escape = (text: string) => text.replace(/[[\]:\\]/g, "\\$&");
  const quote = (text: string) => `'${text.replaceAll("'", "'\\''")}'`;
  const argument = ({ name, value, about, many }: Option) => {
    const flag = `${many === true ? "*" : ""}--${name}[${escape(about)}]`;
    return quote(value === undefined ? flag : `${flag}:${escape(value)}:_files`);
  };
  const cases = commands.map((command) => {
    const args = optionsOf(command).map(argument).join(" ");
    return `    ${quote(command.name)}) _arguments ${args} '*:argument:_files' ;;`;
  });
  const words = Array.from(wordsOf(commands));
  const about = (first: string) => commands.find(({ name }) => name === first)?.about ?? `${first} …`;
  return [
    "#compdef pedigree",
    "# zsh completion for pedigree; made by: pedigree completion zsh",
    "_pedigree() {",
    "  local -a commands",
    `  commands=(${words.map(([first]) => quote(`${first}:${escape(about(first))}`)).join(" ")})`,
    "  if (( CURRENT == 2 )); then _describe command commands; return; fi",
    '  local name="$words[2]" skip=1',
    "  case $name in",
    ...words
      .filter(([, second]) => second.length > 0)
      .map(
        ([first, second]) =>
          `    ${first}) if (( CURRENT == 3 )); then _values subcommand ${second.join(" ")}; return; fi; name="$name $words[3]"; skip=2 ;;`,
      ),
    "  esac",
    "  shift $skip words; (( CURRENT -= skip ))",
    '  case "$name" in',
    ...cases,
    "  esac",
    "}",
    '_pedigree "$@"',
  ].join("\n");
}

function fishScript(commands: readonly Command[]): string {
  const quote = (text: string) => `'${text.replaceAll("\\", "\\\\").replaceAll("'", "\\'")}'`;
  const words = Array.from(wordsOf(commands));
  const firsts = words.map(([first]) => {
    const about = commands.find(({ name }) => name === first)?.about ?? `${first} …`;
    return `complete -c pedigree -n __fish_use_subcommand -f -a ${first} -d ${quote(about)}`;
  });
  const seconds = words.flatMap(([first, second]) =>
    second.map(
      (word) =>
        `complete -c pedigree -n '__fish_seen_subcommand_from ${first}; and not __fish_seen_subcommand_from ${second.join(" ")}' -f -a ${word}`,
    ),
  );
  const options = commands.flatMap((command) =>
    optionsOf(command).map(({ name, about, value }) => {
      const seen = command.name
        .split(" ")
        .map((word) => `__fish_seen_subcommand_from ${word}`)
        .join("; and ");
      return `complete -c pedigree -n '${seen}' -l ${name}${value === undefined ? "" : " -r"} -d ${quote(about)}`;
    }),
  );
  return [
    "# fish completion for pedigree; made by: pedigree completion fish",
    ...firsts,
    ...seconds,
    ...options,
  ].join("\n");
}
