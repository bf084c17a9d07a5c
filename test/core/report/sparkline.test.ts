import fc from "fast-check";
import { expect, it } from "vitest";
import { sparkline } from "../../../core/report/sparkline.ts";
import { law } from "../../support/law.ts";

const points = (values: readonly number[]) => values.map((value, step) => ({ step, time: null, value }));

it.each([
  [[], ""],
  [[1], ""],
  [[0, 1], "▁█"],
  [[1, 0, 0.5, 1], "█▁▅█"],
  [[2, 2, 2], "▄▄▄"],
  [[0, Number.NaN, 1, Number.POSITIVE_INFINITY], "▁╳█╳"],
  [[Number.NaN, Number.NaN], "╳╳"],
  [[-1.7e308, 1.7e308], "▁█"],
])("draws %j as %j", (values, expected) => {
  expect(sparkline(points(values), 10)).toBe(expected);
});

it("keeps to the width and ends with the last value", () => {
  expect(sparkline(points(Array.from({ length: 1000 }, (_, at) => at)), 8)).toBe("▁▂▃▄▅▆▇█");
  law(fc.array(fc.double(), { minLength: 2 }), (values) => {
    expect([...sparkline(points(values), 7)]).toHaveLength(Math.min(7, values.length));
  });
});
