import type { Command } from "../command.ts";
import { type Offer, offerOfOption, offerOfPlace, optionsOf, wordsOf } from "./offer.ts";

/**
 * Completion for bash 3.2 and later. What the store holds is compared word by word: `compgen -W` would run what a run's name
 * says.
 */
export function bashScript(commands: readonly Command[]): string {
  const words = wordsOf(commands);
  const groups = Array.from(words).filter(([, second]) => second.length > 0);
  return [
    "# bash completion for pedigree; made by: pedigree completion bash",
    OFFER,
    "",
    "# What an option or the place of an argument takes; it fails where there is no such one, and for switches.",
    "_pedigree_taken() {",
    '  case "$1 $2" in',
    ...commands.flatMap(slotLines),
    "    *) return 1 ;;",
    "  esac",
    "}",
    "",
    "_pedigree() {",
    `  local word="\${COMP_WORDS[COMP_CWORD]}" name="\${COMP_WORDS[1]}" skip=2 place=0 options="" seconds="" taken="" store="" before="" kind=-f at one`,
    "  COMPREPLY=()",
    `  if [ "$COMP_CWORD" -eq 1 ]; then _pedigree_offer "= ${[...words.keys()].join(" ")} --help --version"; return; fi`,
    '  case "$name" in',
    ...groups.map(([first, second]) => `    ${first}) seconds="${second.join(" ")}" ;;`),
    "  esac",
    '  if [ "$COMP_CWORD" -gt 2 ] && [ -n "$seconds" ]; then',
    `    case " $seconds " in *" \${COMP_WORDS[2]} "*) name="$name \${COMP_WORDS[2]}"; skip=3; seconds="" ;; esac`,
    "  fi",
    '  case "$name" in',
    ...commands.map((command) => `    "${command.name}") options="${flags(command)}" ;;`),
    "  esac",
    WALK,
    '  if [ "$word" = "=" ]; then word=""; fi',
    '  if [ -n "$before" ]; then _pedigree_taken "$name" "$before" && _pedigree_offer "$taken"; return; fi',
    '  case "$word" in -*) _pedigree_offer "= $options"; return ;; esac',
    '  [ -z "$seconds" ] || _pedigree_offer "= $seconds"',
    '  if _pedigree_taken "$name" "$place"; then _pedigree_offer "$taken"',
    '  elif [ -z "$seconds$word" ]; then _pedigree_offer "= $options"; fi',
    "}",
    "complete -F _pedigree pedigree",
  ].join("\n");
}

const OFFER = `_pedigree_offer() {
  local one kind=-f
  case "$1" in
    "= "*) for one in \${1#= }; do [[ "$one" == "$word"* ]] && COMPREPLY+=("$one"); done ;;
    runs*|running|experiments)
      while IFS=$'\\t' read -r one _; do [[ "$one" == "$word"* ]] && COMPREPLY+=("$one"); done \\
        < <(command pedigree words "\${1%% *}" \${store:+--store "$store"} 2>/dev/null) ;;
  esac
  case "$1" in
    *files|folders)
      compopt -o filenames 2>/dev/null
      [ "$1" != folders ] || kind=-d
      while IFS= read -r one; do COMPREPLY+=("$one"); done < <(compgen "$kind" -- "$word") ;;
  esac
  return 0
}`;

/** From the command's name to the word: how many arguments by place, and whether an option waits for its value. */
const WALK = `  for (( at = skip; at < COMP_CWORD; at++ )); do
    one="\${COMP_WORDS[at]}"
    if [ "$one" = "=" ]; then continue; fi
    if [ -n "$before" ]; then [ "$before" != --store ] || store="$one"; before=""; continue; fi
    if [ "$one" = "--" ] && [ "$name" = run ]; then
      if declare -F _command_offset >/dev/null; then _command_offset $((at + 1)); return; fi
      [ "$COMP_CWORD" -ne $((at + 1)) ] || kind=-c
      while IFS= read -r one; do COMPREPLY+=("$one"); done < <(compgen "$kind" -- "$word"); return
    fi
    case "$one" in
      --*) if _pedigree_taken "$name" "$one"; then before="$one"; fi ;;
      *) place=$((place + 1)) ;;
    esac
  done`;

function flags(command: Command): string {
  const rest = command.rest === undefined ? [] : ["--"];
  return [...optionsOf(command).map(({ name }) => `--${name}`), ...rest].join(" ");
}

/** The last place stands for all that follow where it may be given again and again. */
function slotLines(command: Command): readonly string[] {
  const { name, options, positionals } = command;
  const line = (slot: string, offer: Offer) => `    "${name} "${slot}) taken="${written(offer)}" ;;`;
  return [
    ...options
      .filter(({ value }) => value !== undefined)
      .map((one) => line(`--${one.name}`, offerOfOption(one))),
    ...positionals.map((one, at) => line(one.many === true ? "[0-9]*" : String(at), offerOfPlace(one))),
  ];
}

function written(offer: Offer): string {
  return typeof offer === "string" ? offer : `= ${offer.join(" ")}`;
}
