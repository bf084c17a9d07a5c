import fc from "fast-check";
import { expect, test } from "vitest";
import { matchesPattern, modelPatternSchema } from "../../../core/policy/model-pattern.ts";
import { law } from "../../support/law.ts";

test.each([
  ["churn", "churn", true],
  ["churn", "churn-eu", false],
  ["credit-*", "credit-eu", true],
  ["credit-*", "credit-", true],
  ["credit-*", "credit", false],
  ["*-eu", "credit-eu", true],
  ["*-eu", "eu", false],
  ["a*a", "a", false],
  ["a*a", "aa", true],
  ["a*b*c", "a-b-b-c", true],
  ["a*b*c", "acb", false],
  ["*", "anything", true],
  ["a.c", "abc", false],
])("%s and %s: %s", (pattern, name, fits) => {
  expect(matchesPattern(pattern, name)).toBe(fits);
});

test("is no expression, and takes no time on hostile patterns", () => {
  expect(modelPatternSchema.safeParse("(a+)+").success).toBe(false);
  expect(matchesPattern("a*".repeat(31), `${"a".repeat(60)}b`)).toBe(true);
  expect(matchesPattern(`${"a*".repeat(30)}c`, `${"a".repeat(62)}b`)).toBe(false);
});

test("agrees with the slow definition", () => {
  const slow = (pattern: string, name: string): boolean => {
    if (pattern === "") return name === "";
    if (pattern.startsWith("*")) {
      return slow(pattern.slice(1), name) || (name !== "" && slow(pattern, name.slice(1)));
    }
    return pattern[0] === name[0] && slow(pattern.slice(1), name.slice(1));
  };
  const short = (...alphabet: string[]) => fc.string({ unit: fc.constantFrom(...alphabet), maxLength: 7 });
  law(fc.tuple(short("a", "b", "*"), short("a", "b")), ([pattern, name]) => {
    expect(matchesPattern(pattern, name)).toBe(slow(pattern, name));
  });
});
