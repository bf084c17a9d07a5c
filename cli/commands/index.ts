import type { Command } from "../command.ts";

type Commands = readonly Command[];

/**
 * Every command by its first word, in the order in which help shows them. The only list of them. Each is loaded when it is
 * asked for: what one command needs would double the time that every other one takes to begin.
 */
const PLACES: readonly (readonly [word: string, load: () => Promise<Commands>])[] = [
  ["run", async () => [(await import("./run.ts")).runCommand]],
  ["runs", async () => [(await import("./runs.ts")).runsCommand]],
  ["show", async () => [(await import("./show.ts")).showCommand]],
  ["compare", async () => [(await import("./compare.ts")).compareCommand]],
  ["diff", async () => [(await import("./diff.ts")).diffCommand]],
  ["import", importCommands],
  ["log", async () => [(await import("./log.ts")).logCommand]],
  ["tail", async () => [(await import("./tail.ts")).tailCommand]],
  ["record", async () => [(await import("./record.ts")).recordCommand]],
  ["verify", async () => [(await import("./verify.ts")).verifyCommand]],
  ["history", async () => [(await import("./history.ts")).historyCommand]],
  ["policy", policyCommands],
  ["card", cardCommands],
  ["export", async () => [(await import("./export.ts")).exportCommand]],
  ["doctor", async () => [(await import("./doctor.ts")).doctorCommand]],
  ["completion", async () => [(await import("./completion.ts")).completionCommand(loadCommands)]],
];

/** What shells ask for and nobody types: no help, no document and no suggestion names it. */
const HIDDEN: typeof PLACES = [["words", async () => [(await import("./words.ts")).wordsCommand]]];

/** The commands that begin with a word; all of them without one, or where none begins with it. */
export async function loadCommands(word?: string): Promise<Commands> {
  const wanted = [...PLACES, ...HIDDEN].filter(([first]) => first === word);
  const loaded = await Promise.all((wanted.length === 0 ? PLACES : wanted).map(([, load]) => load()));
  return loaded.flat();
}

async function importCommands(): Promise<Commands> {
  const [gto, { importCommand }] = await Promise.all([import("./import-gto.ts"), import("./import.ts")]);
  return [gto.importGtoCommand, importCommand];
}

async function policyCommands(): Promise<Commands> {
  const [{ policyCheckCommand, policyExplainCommand }, { policyRehearseCommand }] = await Promise.all([
    import("./policy.ts"),
    import("./policy-rehearse.ts"),
  ]);
  return [policyCheckCommand, policyExplainCommand, policyRehearseCommand];
}

async function cardCommands(): Promise<Commands> {
  const { cardCheckCommand, cardFillCommand } = await import("./card.ts");
  return [cardCheckCommand, cardFillCommand];
}
