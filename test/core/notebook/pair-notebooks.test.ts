import { expect, test } from "vitest";
import { pairNotebooks } from "../../../core/notebook/pair-notebooks.ts";
import { notebookOf } from "../../support/notebooks.ts";

const [one, two] = [notebookOf("a"), notebookOf("b")];
const pair = (before: object, after: object) => {
  const { pairs, ...rest } = pairNotebooks(new Map(Object.entries(before)), new Map(Object.entries(after)));
  const told = pairs.map(({ before: from, after: to, diff }) => `${from} ${to} ${diff.cells.length}`);
  return { told, ...rest };
};

test("two that are alone belong together, whatever they are called", () => {
  expect(pair({ "a.ipynb": one }, { "b.ipynb": two })).toEqual({
    told: ["a.ipynb b.ipynb 1"],
    onlyBefore: [],
    onlyAfter: [],
  });
});

test("of several, those of one path belong together, and the others are told", () => {
  expect(pair({ a: one, b: two }, { b: two, c: one })).toEqual({
    told: ["b b 0"],
    onlyBefore: ["a"],
    onlyAfter: ["c"],
  });
  expect(pair({ a: one }, { b: two, c: one })).toEqual({
    told: [],
    onlyBefore: ["a"],
    onlyAfter: ["b", "c"],
  });
  expect(pair({}, { b: two })).toEqual({ told: [], onlyBefore: [], onlyAfter: ["b"] });
});
