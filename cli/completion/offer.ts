import type { Command, Option, Positional } from "../command.ts";

/** What the store knows words of: `pedigree words` lists them. */
export const KEPT_WORDS = ["runs", "running", "experiments"] as const;
export type KeptWords = (typeof KEPT_WORDS)[number];

/** What a shell offers for a value: fixed words, what the store holds, what lies in folders, or nothing. */
export type Offer = readonly string[] | KeptWords | "runs or files" | "files" | "folders" | "nothing";

/** Every command says by these words what it takes. */
const OF_WORD: Readonly<Record<string, Offer>> = {
  FILE: "files",
  GLOB: "files",
  PLACE: "files",
  DIR: "folders",
  RUN: "runs",
  RUNNING: "running",
  WITH: "runs",
  "RUN|MODEL[@STAGE|@VERSION]": "runs",
  BEFORE: "runs or files",
  AFTER: "runs or files",
};

export function offerOfOption({ name, value = "", choices }: Option): Offer {
  if (choices !== undefined) return choices;
  return name === "experiment" ? "experiments" : (OF_WORD[value] ?? "nothing");
}

export function offerOfPlace({ name, choices }: Positional): Offer {
  return choices ?? OF_WORD[name] ?? "nothing";
}

const JSON_OPTION: Option = { name: "json", about: "the same as JSON, for programs" };
const HELP_OPTION: Option = { name: "help", about: "what the command does" };

export function optionsOf({ options }: Command): readonly Option[] {
  return [...options, JSON_OPTION, HELP_OPTION];
}

/** First words, and for each that needs or may have one, the second words. */
export function wordsOf(commands: readonly Command[]): ReadonlyMap<string, readonly string[]> {
  const words = new Map<string, string[]>();
  for (const { name } of commands) {
    const [first = "", second] = name.split(" ");
    words.set(first, [...(words.get(first) ?? []), ...(second === undefined ? [] : [second])]);
  }
  return words;
}

/** What a first word is for. */
export function aboutWord(first: string, commands: readonly Command[]): string {
  return commands.find(({ name }) => name === first)?.about ?? `${first} …`;
}
