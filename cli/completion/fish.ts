import type { Command, Option, Positional } from "../command.ts";
import { aboutWord, type Offer, offerOfOption, offerOfPlace, optionsOf, wordsOf } from "./offer.ts";

/** Completion for fish 3 and later. */
export function fishScript(commands: readonly Command[]): string {
  const words = Array.from(wordsOf(commands));
  const firsts = words.map(
    ([first]) =>
      `complete -c pedigree -n __pedigree_first -f -a ${first} -d ${quote(aboutWord(first, commands))}`,
  );
  const seconds = words.flatMap(([first, second]) =>
    second.map((word) => `complete -c pedigree -n '__pedigree_second ${first}' -f -a ${word}`),
  );
  return [
    "# fish completion for pedigree; made by: pedigree completion fish",
    FUNCTIONS,
    "complete -c pedigree -f",
    ...firsts,
    ...seconds,
    ...commands.flatMap((command) => commandLines(command, commands)),
  ].join("\n");
}

const FUNCTIONS = `function __pedigree_first
  test (count (commandline -opc)) -eq 1
end
function __pedigree_second
  set -l words (commandline -opc)
  test (count $words) -eq 2; and test "$words[2]" = "$argv[1]"
end
# Whether the words begin with these, and no -- has come yet.
function __pedigree_is
  set -l words (commandline -opc)
  not contains -- -- $words; or return 1
  for at in (seq (count $argv))
    test "$words[$(math $at + 1)]" = "$argv[$at]"; or return 1
  end
end
# Whether the argument of this place comes next, after so many words and past the values of these options.
function __pedigree_place --argument-names how place skip
  set -l words (commandline -opc)
  set -l valued $argv[4..]
  set -l found 0
  set -l waits 0
  for word in $words[(math $skip + 1)..]
    if test $waits -eq 1
      set waits 0
    else if contains -- $word $valued
      set waits 1
    else if not string match -q -- '--*' $word
      set found (math $found + 1)
    end
  end
  test $found $how $place
end
function __pedigree_rest
  set -l words (commandline -opc)
  test "$words[2]" = "$argv[1]"; and contains -- -- $words
end
function __pedigree_words
  set -l words (commandline -opc)
  set -l store
  if set -l at (contains -i -- --store $words); and test $at -lt (count $words)
    set store --store $words[(math $at + 1)]
  end
  command pedigree words $argv $store 2>/dev/null
end`;

function commandLines(command: Command, commands: readonly Command[]): readonly string[] {
  const { name, positionals, rest } = command;
  const others = (wordsOf(commands).get(name) ?? []).map(
    (second) => `; and not __pedigree_is ${name} ${second}`,
  );
  const is = `__pedigree_is ${name}${others.join("")}`;
  const skip = name.split(" ").length + 1;
  const valued = command.options.filter(({ value }) => value !== undefined).map((one) => `--${one.name}`);
  const place = (one: Positional, at: number) => {
    const when = `__pedigree_place ${[one.many === true ? "-ge" : "-eq", at, skip, ...valued].join(" ")}`;
    return `complete -c pedigree -n ${quote(`${is}; and ${when}`)} ${action(offerOfPlace(one))}`;
  };
  return [
    ...optionsOf(command).map((option) => optionLine(option, is)),
    ...positionals.map(place),
    ...(rest === undefined ? [] : [`complete -c pedigree -n ${quote(`__pedigree_rest ${name}`)} -F`]),
  ];
}

function optionLine(option: Option, is: string): string {
  const { name, about, value } = option;
  const taken = value === undefined ? "" : ` -r ${action(offerOfOption(option))}`;
  return `complete -c pedigree -n ${quote(is)} -l ${name}${taken} -d ${quote(about)}`;
}

function action(offer: Offer): string {
  if (typeof offer !== "string") return `-f -a ${quote(offer.join(" "))}`;
  switch (offer) {
    case "files":
      return "-F";
    case "folders":
      return "-f -a '(__fish_complete_directories (commandline -ct))'";
    case "runs or files":
      return "-F -k -a '(__pedigree_words runs)'";
    case "nothing":
      return "-f";
    default:
      return `-f -k -a '(__pedigree_words ${offer})'`;
  }
}

function quote(text: string): string {
  return `'${text.replaceAll("\\", "\\\\").replaceAll("'", "\\'")}'`;
}
