import { expect, test } from "vitest";
import { meanCurve } from "../../../core/report/mean-curve.ts";

const curve = (values: readonly number[], from = 0, by = 1) =>
  values.map((value, at) => ({ step: from + at * by, time: null, value }));

test("the mean of repeats at the steps that all of them reach, with the range that they span", () => {
  const mean = meanCurve([curve([1, 2, 3]), curve([3, 4, 5, 100])]);
  expect(mean).toEqual({
    points: curve([2, 2 + 2 / 3, 3 + 1 / 3, 4], 0, 2 / 3).map((point) => ({
      ...point,
      value: expect.closeTo(point.value, 9),
      step: expect.closeTo(point.step, 9),
    })),
    low: [1, expect.closeTo(5 / 3, 9), expect.closeTo(7 / 3, 9), 3],
    high: [3, expect.closeTo(11 / 3, 9), expect.closeTo(13 / 3, 9), 5],
    count: 2,
    broken: 0,
  });
});

test("a curve of another spacing is read off between its points, and one without two points does not count", () => {
  const mean = meanCurve([curve([0, 10], 0, 10), curve([5, 5, 5], 0, 5), curve([7]), []]);
  expect(mean).toMatchObject({ count: 2, low: [0, 5, 5], high: [5, 5, 10] });
  expect(mean?.points.map(({ step }) => step)).toEqual([0, 5, 10]);
});

test("points that are no numbers are counted and left out", () => {
  expect(meanCurve([curve([1, Number.NaN, 3]), curve([1, 2, 3])])).toMatchObject({
    broken: 1,
    low: [1, 2, 3],
  });
});

test.each([
  ["a single curve", [curve([1, 2])]],
  ["no curve", []],
  ["curves that share one step", [curve([1, 2]), curve([1, 2], 1)]],
  ["curves that share none", [curve([1, 2]), curve([1, 2], 5)]],
])("there is none of %s", (_, curves) => {
  expect(meanCurve(curves)).toBeUndefined();
});

test("a long curve is read off at forty steps", () => {
  const long = Array.from({ length: 500 }, (_, at) => at);
  const mean = meanCurve([curve(long), curve(long)]);
  expect(mean?.points).toHaveLength(40);
  expect(mean?.points.at(-1)).toMatchObject({ step: 499, value: 499 });
});
