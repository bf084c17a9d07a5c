import type { Command, Option, Positional } from "../command.ts";
import { aboutWord, type Offer, offerOfOption, offerOfPlace, optionsOf, wordsOf } from "./offer.ts";

/** Completion for zsh, by its own `_arguments`. */
export function zshScript(commands: readonly Command[]): string {
  const words = Array.from(wordsOf(commands));
  const withRest = commands.filter(({ rest }) => rest !== undefined).map(({ name }) => quote(name));
  return [
    "#compdef pedigree",
    "# zsh completion for pedigree; made by: pedigree completion zsh",
    WORDS,
    "",
    "_pedigree() {",
    "  local -a commands",
    `  commands=(${words.map(([first]) => quote(`${first}:${literal(aboutWord(first, commands))}`)).join(" ")})`,
    "  if (( CURRENT == 2 )); then _describe command commands; return; fi",
    '  local name="$words[2]" skip=1',
    "  case $name in",
    ...words.filter(([, second]) => second.length > 0).map((group) => groupLine(group, commands)),
    "  esac",
    "  shift $skip words; (( CURRENT -= skip ))",
    ...(withRest.length === 0 ? [] : restLines(withRest)),
    '  case "$name" in',
    ...commands.map(caseLine),
    "  esac",
    "}",
    '_pedigree "$@"',
  ].join("\n");
}

/** A line of what is kept is the word, a tab, and what it is. */
const WORDS = `_pedigree_words() {
  local -a found
  local store=\${(Q)opt_args[--store]}
  found=("\${(@f)$(command pedigree words $1 \${store:+--store} \${store:+$store} 2>/dev/null)}")
  found=(\${found:#})
  found=("\${(@)found/$'\\t'/:}")
  _describe -V $1 found
}
_pedigree_runs_or_files() { _pedigree_words runs; _files }`;

/** `import` is a command of its own, and has a second word beside that. */
function groupLine(
  [first, second]: readonly [string, readonly string[]],
  commands: readonly Command[],
): string {
  const isCommand = commands.some(({ name }) => name === first);
  const offer = isCommand ? "" : `_values subcommand ${second.join(" ")}; return; `;
  const known = `if [[ " ${second.join(" ")} " == *" $words[3] "* ]]; then name="$name $words[3]"; skip=2; fi`;
  return `    ${first}) if (( CURRENT == 3 )); then ${offer}:; else ${known}; fi ;;`;
}

function restLines(names: readonly string[]): readonly string[] {
  return [
    `  local dashes=\${words[(i)--]}`,
    `  if [[ "$name" == (${names.join("|")}) ]] && (( dashes < CURRENT )); then`,
    "    shift $dashes words; (( CURRENT -= dashes )); _normal; return",
    "  fi",
  ];
}

function caseLine(command: Command, _: number, commands: readonly Command[]): string {
  const seconds = wordsOf(commands).get(command.name) ?? [];
  const places = command.positionals.map((one, at) => placeSpec(one, at === 0 ? seconds : []));
  const args = [...optionsOf(command).map(optionSpec), ...places].map(quote);
  return `    ${quote(command.name)}) _arguments ${args.join(" ")} ;;`;
}

function optionSpec(option: Option): string {
  const { name, value, about, many } = option;
  const flag = `${many === true ? "*" : ""}--${name}[${literal(about)}]`;
  return value === undefined ? flag : `${flag}:${literal(value)}:${action(offerOfOption(option))}`;
}

function placeSpec(place: Positional, seconds: readonly string[]): string {
  const offer = offerOfPlace(place);
  const all = typeof offer === "string" ? offer : [...seconds, ...offer];
  const isOptional = place.default !== undefined || place.optional === true;
  const start = place.many === true ? "*" : isOptional ? ":" : "";
  return `${start}:${literal(place.name)}:${action(all)}`;
}

/** A blank alone offers nothing, and says so; before a function it keeps options of `compadd` from it. */
function action(offer: Offer): string {
  if (typeof offer !== "string") return `(${offer.join(" ")})`;
  switch (offer) {
    case "files":
      return "_files";
    case "folders":
      return "_files -/";
    case "runs or files":
      return " _pedigree_runs_or_files";
    case "nothing":
      return " ";
    default:
      return ` _pedigree_words ${offer}`;
  }
}

/** Brackets and colons mean something in what is described. */
function literal(text: string): string {
  return text.replace(/[[\]:\\]/g, "\\$&");
}

function quote(text: string): string {
  return `'${text.replaceAll("'", "'\\''")}'`;
}
