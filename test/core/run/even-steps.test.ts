import fc from "fast-check";
import { expect, test } from "vitest";
import { EvenSteps, pickEvenly } from "../../../core/run/even-steps.ts";
import { law } from "../../support/law.ts";

const upTo = (count: number) => Array.from({ length: count }, (_, at) => at);
const kept = (count: number, limit: number) => {
  const steps = new EvenSteps<number>(limit);
  for (const value of upTo(count)) steps.add(value);
  return steps.values();
};

test.each([
  [0, 3, []],
  [3, 3, [0, 1, 2]],
  [9, 3, [0, 4, 8]],
  [10, 4, [0, 4, 6, 9]],
])("of %i values at most %i", (count, limit, expected) => {
  expect(kept(count, limit)).toEqual(expected);
});

test("however many come, few stay: the first and the last, in order and at about even distances", () => {
  const counts = fc.tuple(fc.integer({ min: 1, max: 3000 }), fc.integer({ min: 2, max: 50 }));
  law(counts, ([count, limit]) => {
    const values = kept(count, limit);
    expect(values.length).toBeLessThanOrEqual(limit);
    expect([values[0], values.at(-1)]).toEqual([0, count - 1]);
    expect(values).toEqual(values.toSorted((a, b) => a - b));
    // Half of what there is room for is kept at least, and no gap is much wider than its share.
    expect(values.length).toBeGreaterThanOrEqual(Math.min(count, limit));
    const gaps = values.slice(1).map((value, at) => value - (values[at] ?? 0));
    expect(Math.max(0, ...gaps)).toBeLessThanOrEqual(Math.max(1, (4 * count) / limit));
  });
});

test("a list is thinned to its ends and what stands evenly between them", () => {
  expect(pickEvenly(upTo(5), 5)).toEqual([0, 1, 2, 3, 4]);
  expect(pickEvenly(upTo(7), 4)).toEqual([0, 2, 4, 6]);
  expect(pickEvenly([], 2)).toEqual([]);
});
