import fc from "fast-check";
import { expect, it } from "vitest";
import { foreignColumn } from "../../../core/report/figure.ts";
import { cellView, cutText, tableView, textsView } from "../../../core/report/plot-table.ts";

it("says the length of a text that it cuts, and never cuts a character in two", () => {
  fc.assert(
    fc.property(
      fc.string({ unit: "binary", maxLength: 300 }),
      fc.integer({ min: 1, max: 150 }),
      (text, max) => {
        const { text: cut, cut: whole } = cutText(text, max);
        if (text.length <= max) expect([cut, whole]).toEqual([text, null]);
        else {
          expect(whole).toBe(text.length);
          expect(text.startsWith(cut.slice(0, -1))).toBe(true);
          expect(cut.length).toBeLessThanOrEqual(max + 1);
          if (text.isWellFormed()) expect(cut.isWellFormed()).toBe(true);
        }
      },
    ),
  );
});

it.each([
  [3, { numeric: true, number: 3 }],
  [0, { numeric: true, number: 0 }],
  [null, { empty: true }],
  [false, { empty: false, text: "false" }],
  ["NaN", { numeric: false, text: "NaN" }],
])("shows the cell %j", (value, expected) => {
  expect(cellView(value)).toMatchObject(expected);
});

it("counts the rows, columns and samples that find no room", () => {
  const columns = Array.from({ length: 12 }, (_, i) => foreignColumn(`c${i}`));
  const rows = Array.from({ length: 20 }, () => columns.map(() => 1));
  expect(tableView({ shape: "table", columns, rows, notes: [] })).toMatchObject({
    columns: { length: 10 },
    rows: { length: 15 },
    omittedRows: 5,
    omittedColumns: 2,
    rest: { length: 9 },
  });
  const samples = Array.from({ length: 6 }, (_, i) => ({ name: `${i}`, numbers: [], texts: [] }));
  expect(textsView({ shape: "texts", samples })).toMatchObject({ samples: { length: 4 }, omitted: 2 });
});
