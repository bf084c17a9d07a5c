import { expect, it } from "vitest";
import { suggest } from "../../cli/suggest.ts";

const WORDS = ["verify", "history", "show", "policy check"];

it.each([
  ["verfy", "verify"],
  ["vreify", "verify"],
  ["hist", "history"],
  ["policy chekc", "policy check"],
  ["banana", undefined],
  ["", undefined],
])("%j means %s", (typed, meant) => {
  expect(suggest(typed, WORDS)).toBe(meant);
});
