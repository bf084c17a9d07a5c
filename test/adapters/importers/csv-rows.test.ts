import fc from "fast-check";
import { expect, test } from "vitest";
import { MAX_COLUMNS, parseRows, RowReader } from "../../../adapters/importers/csv-rows.ts";

const read = (text: string) => parseRows(text, "m.csv");

test.each([
  [
    "a,b\n1,2\n",
    [
      ["a", "b"],
      ["1", "2"],
    ],
  ],
  [
    "a;b,c;d\n1;2;3",
    [
      ["a", "b,c", "d"],
      ["1", "2", "3"],
    ],
  ],
  [
    "a\tb\r\n1\t\r\n",
    [
      ["a", "b"],
      ["1", ""],
    ],
  ],
  [
    "a,b\n1,",
    [
      ["a", "b"],
      ["1", ""],
    ],
  ],
  ["\n\na\n\n,,\n1\n", [["a"], ["1"]]],
  [
    '"a\nb",c\n1,2\n',
    [
      ["a\nb", "c"],
      ["1", "2"],
    ],
  ],
  ['"a ""b"" """,c\n', [['a "b" "', "c"]]],
  ['a\n"no end, ""of\nit', [["a"], ['no end, "of\nit']]],
  ["a\n1\r", [["a"], ["1\r"]]],
  ["", []],
])("%j is read", (text, rows) => {
  expect(read(text)).toEqual(rows);
});

test("the list of cells is one and the same, filled anew for each row", () => {
  const reader = new RowReader("a,b,c\n1\n2,3\n", "m.csv");
  const first = reader.next();
  expect(first).toEqual(["a", "b", "c"]);
  expect(reader.next()).toBe(first);
  expect(first).toEqual(["1"]);
  expect(reader.next()).toEqual(["2", "3"]);
  expect(reader.next()).toBeUndefined();
  expect(reader.next()).toBeUndefined();
});

test("more columns than a record keeps names are refused, in the header and in any row", () => {
  const row = (width: number) => `${"1,".repeat(width - 1)}1`;
  expect(read(`${row(MAX_COLUMNS)}\n${row(MAX_COLUMNS)}\n`)).toHaveLength(2);
  const refusal = expect.objectContaining({
    code: "FILE_UNREADABLE",
    details: expect.objectContaining({ subject: "m.csv", expected: "at most 10000 columns" }),
  });
  expect(() => read(row(MAX_COLUMNS + 1))).toThrow(refusal);
  expect(() => read(`a\n${row(MAX_COLUMNS + 1)}`)).toThrow(refusal);
  expect(() => read(`a\n${",".repeat(MAX_COLUMNS)}`)).toThrow(refusal);
});

test("rows come back as they were written, whatever stands in quotes", () => {
  const cell = fc.string({ unit: fc.constantFrom("a", ",", '"', "\n", "\r", " ") });
  const law = fc.property(
    fc.array(fc.array(cell, { minLength: 1, maxLength: 4 }), { minLength: 1 }),
    (rows) => {
      // The separator is the comma where the header has no other.
      const written = [["h", "h"], ...rows].map((cells) =>
        cells.map((value) => `"${value.replaceAll('"', '""')}"`).join(","),
      );
      const kept = rows.filter((cells) => cells.some((value) => value !== ""));
      expect(read(written.join("\r\n")).slice(1)).toEqual(kept);
    },
  );
  fc.assert(law, { numRuns: 500 });
});
