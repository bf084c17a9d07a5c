import fc from "fast-check";
import { expect, it } from "vitest";
import { canonicalJson } from "../../../core/canonical.ts";
import { firstDifference } from "../../../core/registry/first-difference.ts";
import { law } from "../../support/law.ts";

it.each([
  [{ a: 1 }, { a: 2 }, { path: "a", expected: "1", found: "2" }],
  [{ a: { b: [1, 2] } }, { a: { b: [1, 3] } }, { path: "a.b[1]", expected: "2", found: "3" }],
  [{ a: 1 }, {}, { path: "a", expected: "1", found: "nothing" }],
  [[1], [1, 2], { path: "[1]", expected: "nothing", found: "2" }],
  [
    { b: 1, a: 1 },
    { b: 2, a: 2 },
    { path: "a", expected: "1", found: "2" },
  ],
  ["x", null, { path: "", expected: '"x"', found: "null" }],
  [{}, [], { path: "", expected: "an object with 0 keys", found: "a list of 0" }],
])("names the first place in which %j is not %j", (expected, found, difference) => {
  expect(firstDifference(expected, found)).toEqual(difference);
});

it("finds a difference exactly where canonical bytes differ", () => {
  law(fc.tuple(fc.jsonValue(), fc.jsonValue()), ([a, b]) => {
    expect(firstDifference(a, b) === undefined).toBe(canonicalJson(a) === canonicalJson(b));
    expect(firstDifference(a, structuredClone(a))).toBeUndefined();
  });
});
