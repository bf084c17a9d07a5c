import { commandWords, isTold } from "../run/command-line.ts";
import type { ParamValue, Run } from "../run/run.ts";
import type { Difference } from "./comparison.ts";

type Commanded = Pick<Run, "command" | "params">;

/**
 * Whether two runs had the same command but for what their parameters tell: options that were recorded as parameters, which are
 * compared as such, and words that hold the values of the parameters in `free`, as `-s 3`, `seed=3` or `SEED=3` do where
 * `seed` was recorded.
 */
export function sameCommand(run: Commanded, other: Commanded, free: ReadonlySet<string>): boolean {
  const [words, others] = [untold(run), untold(other)];
  if (words === null || others === null) return words === others;
  const values = [...free].flatMap((name) => valuesOf(name, run, other));
  return words.length === others.length && words.every((word, at) => isSame(word, others[at] ?? "", values));
}

/** What of the command differs and no parameter explains; absent where nothing does, or where one run had no command. */
export function commandDifference(run: Commanded, reference: Commanded): Difference<string> | undefined {
  const [words, before] = [untold(run), untold(reference)];
  if (words === null || before === null) return undefined;
  const names = new Set([...Object.keys(run.params), ...Object.keys(reference.params)]);
  if (sameCommand(run, reference, names)) return undefined;
  return { name: "command", value: words.join(" "), reference: before.join(" ") };
}

function untold({ command, params }: Commanded): readonly string[] | null {
  if (command === null) return null;
  const words = commandWords(command.line);
  return words.filter((_, at) => !isTold(words, at, params));
}

type Values = readonly [string, string];

/** Where the value differs: one that is the same explains nothing. */
function valuesOf(name: string, run: Commanded, other: Commanded): readonly Values[] {
  const [value, others] = [textOf(run.params, name), textOf(other.params, name)];
  return value === "" || others === "" || value === others ? [] : [[value, others]];
}

function textOf(params: Readonly<Record<string, ParamValue>>, name: string): string {
  return Object.hasOwn(params, name) ? String(params[name]) : "";
}

function isSame(word: string, other: string, values: readonly Values[]): boolean {
  if (word === other) return true;
  // What stands around the value has to be the same in both.
  return values.some(([value, others]) => word.split(value).join("\n") === other.split(others).join("\n"));
}
