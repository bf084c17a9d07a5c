import { expect, it } from "vitest";
import { barsView, columnsView } from "../../../core/report/plot-bars.ts";

const bar = (name: string, value: number) => ({ name, value, word: "" });
const figure = { shape: "bars", of: "Feature", measure: "Importance", words: "" } as const;

it("makes the largest the full bar, whatever its sign", () => {
  const { rows } = barsView({ ...figure, bars: [bar("b", -4), bar("a", 1), bar("c", 0)] });
  expect(rows.map(({ name, bar }) => [name, bar.length])).toEqual([
    ["b", 20],
    ["a", 5],
    ["c", 0],
  ]);
});

it("counts what finds no room", () => {
  const bars = Array.from({ length: 18 }, (_, i) => bar(`f${i}`, 18 - i));
  expect(barsView({ ...figure, bars })).toMatchObject({ rows: { length: 15 }, omitted: 3 });
});

it("joins neighbouring bins of a histogram until they fit, and loses none", () => {
  const bins = Array.from({ length: 40 }, (_, i) => ({ from: i, to: i + 1, count: 1 }));
  const { rows } = columnsView({ shape: "columns", x: "value", y: "count", bins, notes: [] });
  expect(rows.length).toBeLessThanOrEqual(15);
  expect(rows.reduce((sum, { value }) => sum + value, 0)).toBe(40);
  expect([rows[0]?.from, rows[0]?.to, rows.at(-1)?.to]).toEqual([0, 3, 40]);
});
