import fc from "fast-check";
import { expect, it } from "vitest";
import { cellName, expandMatrix } from "../../../../sandbox/actions/runner/matrix.ts";

it("is one empty cell without a matrix", () => {
  expect(expandMatrix(null)).toEqual([{}]);
});

it("takes exclude out and adds include by GitHub's rule", () => {
  const matrix = {
    fruit: ["apple", "pear"],
    animal: ["cat", "dog"],
    exclude: [{ fruit: "pear", animal: "dog" }],
    include: [
      { color: "green" },
      { color: "pink", animal: "cat" },
      { fruit: "apple", shape: "circle" },
      { fruit: "banana" },
      { fruit: "banana", animal: "cat" },
    ],
  };
  // The example of GitHub's page on matrices, less the combination that is excluded.
  expect(expandMatrix(matrix)).toEqual([
    { fruit: "apple", animal: "cat", color: "pink", shape: "circle" },
    { fruit: "apple", animal: "dog", color: "green", shape: "circle" },
    { fruit: "pear", animal: "cat", color: "pink" },
    { fruit: "banana" },
    { fruit: "banana", animal: "cat" },
  ]);
});

it("has as many cells as its axes multiply to, and refuses more than GitHub's 256", () => {
  const axis = fc.uniqueArray(fc.integer(), { minLength: 1, maxLength: 6 });
  fc.assert(
    fc.property(axis, axis, (a, b) => {
      expect(expandMatrix({ a, b })).toHaveLength(a.length * b.length);
    }),
  );
  const numbers = Array.from({ length: 257 }, (_, n) => n);
  expect(() => expandMatrix({ numbers })).toThrow(RangeError);
});

it("names a cell by its values", () => {
  expect(cellName("test", { n: 1, on: { os: "a", arch: "b" }, list: [1, 2] })).toBe("test (1, a, b, 1, 2)");
  expect(cellName("test", {})).toBe("test");
});
