import { z } from "zod";

/** Which models a part of the policy is about: a name, in which `*` stands for any characters or none. */
export const modelPatternSchema = z
  .string()
  .regex(/^[a-z0-9*][a-z0-9._*-]{0,62}$/, "a pattern is a model's name in which * stands for anything");

/**
 * Whether a name fits a pattern. The pieces between the stars are looked for from left to right, each behind the one
 * before: no expression is built, and the time is linear in both.
 */
export function matchesPattern(pattern: string, name: string): boolean {
  const [first = "", ...rest] = pattern.split("*");
  const last = rest.pop();
  if (last === undefined) return name === pattern;
  if (!name.startsWith(first)) return false;
  let at = first.length;
  for (const piece of rest) {
    const found = name.indexOf(piece, at);
    if (found < 0) return false;
    at = found + piece.length;
  }
  return name.endsWith(last) && name.length - last.length >= at;
}
