import { expect, test } from "vitest";
import { countUndrawn, drawable, LARGEST_IN_IMAGE, valueAt } from "../../../core/report/curve-points.ts";

const point = (step: number, value: number) => ({ step, time: null, value });

test("what can be drawn: finite numbers of a size that a chart reads, by step, the last of each", () => {
  const points = [
    point(2, 5),
    point(0, 1),
    point(1, Number.NaN),
    point(3, 2e12),
    point(2, 6),
    point(4, 1e12),
  ];
  expect(drawable(points)).toEqual([point(0, 1), point(2, 6), point(4, 1e12)]);
  expect(drawable([point(Number.POSITIVE_INFINITY, 1)])).toEqual([]);
  expect(countUndrawn([...points, point(5, -3e15), point(Number.NaN, 1)])).toBe(4);
});

test("milliseconds are steps, and an image reaches further than a chart", () => {
  expect(drawable([point(1.8e12, 1), point(1.8e12 + 1, 2)])).toHaveLength(2);
  expect(drawable([point(0, 1e15)], LARGEST_IN_IMAGE)).toHaveLength(1);
});

test("a value is read off between two points, and at either end beyond them", () => {
  const points = [point(0, 0), point(2, 4), point(4, 0)];
  expect([-1, 0, 0.5, 2, 3, 4, 9].map((step) => valueAt(points, step))).toEqual([0, 0, 1, 4, 2, 0, 0]);
});
