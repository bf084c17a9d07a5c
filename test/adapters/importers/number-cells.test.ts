import { expect, test } from "vitest";
import { MarkedColumns, withPoint } from "../../../adapters/importers/number-cells.ts";

test.each([
  ["0,5", ";", "0.5"],
  [" -1,25e-3 ", ";", " -1.25e-3 "],
  ["0,5", ",", "0,5"],
  ["0,5", "\t", "0,5"],
  ["1,000,000", ";", "1,000,000"],
  ["0,5%", ";", "0,5%"],
  ["a,5", ";", "a,5"],
])("%j between %j is %j", (cell, separator, expected) => {
  expect(withPoint(cell, separator)).toBe(expected);
});

const marked = (cells: readonly string[], separator = ",") => {
  const columns = new MarkedColumns(separator);
  for (const cell of cells) columns.add(0, cell);
  return columns.cellOf(0);
};

test.each(["85%", "8.5 %", "0,5%", "-1,000", "12,345,678.9", "1,000%"])("%j is a marked number", (cell) => {
  expect(marked(["", cell, "NA"])).toBe(cell);
});

test.each(["64,32", "1,0000", "2024-01-01", "1.2.3", "forest", "%", "5%x", ",000"])(
  "%j is none, and no column that holds it is of such numbers",
  (cell) => {
    expect([marked([cell]), marked(["85%", cell, "86%"])]).toEqual([undefined, undefined]);
  },
);

test("a column without cells is of no numbers, and between tabs a decimal comma is marked", () => {
  expect([marked([]), marked(["", "NA"]), marked(["0,5"]), marked(["0,5"], "\t")]).toEqual([
    undefined,
    undefined,
    undefined,
    "0,5",
  ]);
});
