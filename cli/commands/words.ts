import { PedigreeError } from "../../core/errors.ts";
import { shortIdLength } from "../../core/run/run-reference.ts";
import type { Command } from "../command.ts";
import { KEPT_WORDS } from "../completion/offer.ts";
import { STORE_OPTION } from "../local/options.ts";
import type { LocalRuns } from "../local/ports.ts";
import { formatAge } from "../local/units.ts";
import { counted, visible } from "../text.ts";

/** Nobody chooses among more. */
const MAX_WORDS = 500;
/** What no shell has to quote, and none reads as an option: other runs are found by their ids. */
const SAFE = /^[\p{L}\p{N}_][\p{L}\p{N}_.,/@%+-]*$/u;

/** What a shell asks while somebody presses tab: a word, a tab, and what it is; one a line, the newest first. */
export const wordsCommand: Command = {
  name: "words",
  about: "print the words that a shell offers",
  positionals: [{ name: "KIND", about: KEPT_WORDS.join(", "), choices: KEPT_WORDS }],
  options: [STORE_OPTION],
  examples: ["pedigree words runs"],
  run: async ({ positionals: [kind = ""], values }, ports) => {
    const words = await wordsOf(kind, ports.openRuns(values.store, true), ports.terminal.now());
    const shown = words.filter(({ word }) => SAFE.test(word)).slice(0, MAX_WORDS);
    const text = shown.map(({ word, about }) => `${word}\t${visible(about)}`).join("\n");
    return { json: shown, text, status: 0 };
  },
};

interface Word {
  readonly word: string;
  readonly about: string;
}

async function wordsOf(kind: string, { store, live }: LocalRuns, now: number): Promise<readonly Word[]> {
  const [{ runs }, running] = await Promise.all([store.list(), live()]);
  const all = [
    ...running.map(({ id, startedAt, experiment = "", asked }) => ({
      id,
      startedAt,
      experiment,
      name: asked.values.name ?? null,
      status: "running",
    })),
    ...runs,
  ];
  if (kind === "experiments") return experimentsOf(all);
  if (kind !== "runs" && kind !== "running") throw unknownKind(kind);
  const digits = shortIdLength(all);
  const named = Map.groupBy(all, ({ name }) => name);
  // Ids are as long, and names as rare, as they have to be among all.
  const asked = kind === "running" ? all.slice(0, running.length) : all;
  return asked.flatMap(({ id, name, experiment, status, startedAt }) => {
    const age = formatAge(now - Date.parse(startedAt));
    const about = [experiment, status, age].filter((part) => part !== "").join(", ");
    // A name that several runs have means none of them.
    const isOwn = name !== null && named.get(name)?.length === 1;
    const own = isOwn ? [{ word: name, about }] : [];
    return [...own, { word: id.slice(0, digits), about: name === null ? about : `${name}, ${about}` }];
  });
}

function experimentsOf(runs: readonly { readonly experiment: string }[]): readonly Word[] {
  const counts = Map.groupBy(runs, ({ experiment }) => experiment);
  return Array.from(counts, ([word, { length }]) => ({ word, about: counted(length, "run") }));
}

function unknownKind(kind: string): PedigreeError {
  return new PedigreeError("INPUT_INVALID", "no words of this kind", {
    subject: "KIND",
    expected: KEPT_WORDS.join(", "),
    found: JSON.stringify(kind.slice(0, 60)),
  });
}
