import { z } from "zod";
import { matchesPattern } from "./model-pattern.ts";

/** Which files a part of the policy is about: a path in which `*` stands inside a name and `**` for whole folders. */
export const pathPatternSchema = z
  .string()
  .max(200)
  .regex(/^[\x21-\x7e]+$/, "a path pattern is printable ASCII without blanks")
  .refine((pattern) => !/[?[\]{}!\\]/.test(pattern), "a path pattern knows no other wildcards than * and **")
  .refine(
    (pattern) => pattern.split("/").every((name) => !["", ".", ".."].includes(name)),
    "a path pattern is relative to the registry's root, without empty names, '.' or '..'",
  )
  .refine(
    (pattern) => pattern.split("/").every((name) => name === "**" || !name.includes("**")),
    "** stands for whole folders: models/**, **/card.md",
  )
  .meta({ description: "a path, in which * stands inside a name and ** for any folders" });

/**
 * Whether a path fits a pattern; upper and lower case differ. The runs of names between the `**` are looked for from
 * left to right, each behind the one before, as `matchesPattern` does with the pieces of one name: no expression is
 * built, and the work is at most the product of the two lengths.
 */
export function matchesPath(pattern: string, path: string): boolean {
  const names = path.split("/");
  const [first = [], ...rest] = runsOf(pattern.split("/"));
  const last = rest.pop();
  if (last === undefined) return first.length === names.length && fitsAt(first, names, 0);
  if (!fitsAt(first, names, 0)) return false;
  let at = first.length;
  for (const run of rest) {
    const found = findRun(run, names, at);
    if (found < 0) return false;
    at = found + run.length;
  }
  const end = names.length - last.length;
  return end >= at && fitsAt(last, names, end);
}

/** The names of a pattern, cut at every `**`. */
function runsOf(names: readonly string[]): readonly (readonly string[])[] {
  const runs: string[][] = [[]];
  for (const name of names) {
    if (name === "**") runs.push([]);
    else runs.at(-1)?.push(name);
  }
  return runs;
}

function findRun(run: readonly string[], names: readonly string[], from: number): number {
  for (let at = from; at + run.length <= names.length; at++) if (fitsAt(run, names, at)) return at;
  return -1;
}

function fitsAt(run: readonly string[], names: readonly string[], at: number): boolean {
  return run.every((pattern, index) => {
    const name = names[at + index];
    return name !== undefined && matchesPattern(pattern, name);
  });
}
