import { isObject } from "./json.ts";

const WORDS: ReadonlyMap<unknown, number> = new Map([
  ["NaN", Number.NaN],
  ["Infinity", Number.POSITIVE_INFINITY],
  ["-Infinity", Number.NEGATIVE_INFINITY],
]);

const MAX_DEPTH = 8;

/**
 * The numbers of a value that a tracker logged, under dotted names. Pictures, tables and other objects that name their
 * `_type`, lists and text are no numbers.
 */
export function numbersIn(name: string, value: unknown, depth = 0): readonly (readonly [string, number])[] {
  const number = typeof value === "number" ? value : WORDS.get(value);
  if (number !== undefined) return name.length > 250 ? [] : [[name, number]];
  if (!isObject(value) || "_type" in value || depth > MAX_DEPTH) return [];
  return Object.entries(value).flatMap(([key, inner]) => numbersIn(`${name}.${key}`, inner, depth + 1));
}
