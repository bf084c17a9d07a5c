import { expect, test } from "vitest";
import { Arrivals } from "../../../core/live/arrivals.ts";

const values = (count: number, time: number | null = null, from = 0) => ({
  from,
  points: Array.from({ length: count }, (_, index) => ({ step: from + index, time, value: index })),
});
const times = (stamped: readonly { time: number | null }[]) => stamped.map(({ time }) => time);

test("a value has the moment at which it was first seen", () => {
  const arrivals = new Arrivals();
  arrivals.stamp(values(2), 10);
  arrivals.stamp(values(2), 20);
  expect(times(arrivals.stamp(values(4), 30))).toEqual([10, 10, 30, 30]);
  expect(times(arrivals.stamp(values(2, null, 4), 40))).toEqual([40, 40]);
});

test("a time that was written is kept", () => {
  expect(times(new Arrivals().stamp(values(2, 7), 10))).toEqual([7, 7]);
});

test("a file that was written anew counts as seen now", () => {
  const arrivals = new Arrivals();
  arrivals.stamp(values(5), 10);
  expect(times(arrivals.stamp(values(2), 20))).toEqual([20, 20]);
});

test("what came long ago loses its time, the newest keeps it", () => {
  const arrivals = new Arrivals();
  for (let look = 1; look <= 100; look += 1) arrivals.stamp(values(look), look);
  const stamped = times(arrivals.stamp(values(100), 101));
  expect(stamped[0]).toBeNull();
  expect(stamped.at(-1)).toBe(100);
});
