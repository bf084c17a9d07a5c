import fc from "fast-check";
import { expect, it } from "vitest";
import { editDistance, suggest } from "../../cli/suggest.ts";
import { law } from "../support/law.ts";

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

it("measures a distance: none to itself, the same both ways, at most the longer word", () => {
  law(fc.tuple(fc.string({ maxLength: 12 }), fc.string({ maxLength: 12 })), ([a, b]) => {
    expect(editDistance(a, a)).toBe(0);
    expect(editDistance(a, b)).toBe(editDistance(b, a));
    expect(editDistance(a, b)).toBeLessThanOrEqual(Math.max(a.length, b.length));
  });
});
