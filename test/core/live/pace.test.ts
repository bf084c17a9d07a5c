import fc from "fast-check";
import { expect, test } from "vitest";
import { median, paceOf, type Sample, timeLeft } from "../../../core/live/pace.ts";
import { law } from "../../support/law.ts";

const steady = (count: number, seconds: number, from = 0): Sample[] =>
  Array.from({ length: count }, (_, at) => ({ at: from + at, time: 1_000_000 + at * seconds * 1000 }));

test("a steady training has its own pace", () => {
  law(
    fc.record({ count: fc.integer({ min: 3, max: 64 }), ms: fc.integer({ min: 1, max: 1e6 }) }),
    ({ count, ms }) => {
      const pace = paceOf(steady(count, ms / 1000));
      expect(pace?.seconds).toBeCloseTo(ms / 1000, 9);
    },
  );
});

test("moving the clock changes nothing", () => {
  const samples = fc.array(
    fc.record({ at: fc.integer({ min: 0, max: 99 }), time: fc.integer({ min: 0, max: 1e9 }) }),
  );
  law(fc.tuple(samples, fc.integer({ min: 0, max: 1e9 })), ([own, shift]) => {
    const moved = own.map(({ at, time }) => ({ at, time: time + shift }));
    expect(paceOf(moved)?.seconds).toEqual(paceOf(own)?.seconds);
  });
});

test("a pause moves it little", () => {
  const before = steady(20, 2);
  const after = steady(20, 2, 20).map(({ at, time }) => ({ at, time: (time ?? 0) + 700_000 }));
  expect(paceOf([...before, ...after])?.seconds).toBe(2);
});

test("values that are read in bunches have the pace of the whole", () => {
  const read = steady(60, 2).map(({ at, time }) => ({ at, time: Math.ceil((time ?? 0) / 3000) * 3000 }));
  const { seconds = 0 } = paceOf(read) ?? {};
  expect(Math.abs(seconds - 2)).toBeLessThan(0.3);
});

test.each([
  ["one point", steady(1, 2)],
  ["two points", steady(2, 2)],
  ["no times", steady(9, 2).map(({ at }) => ({ at, time: null }))],
  ["one time", steady(9, 0)],
  ["one step", steady(9, 2).map(({ time }) => ({ at: 1, time }))],
])("%s say nothing", (_, samples) => {
  expect(paceOf(samples)).toBeNull();
});

test("a training that went back counts from there", () => {
  const resumed = steady(5, 3).map(({ at, time }) => ({ at, time: (time ?? 0) + 1e6 }));
  expect(paceOf([...steady(9, 1), ...resumed])?.seconds).toBe(3);
});

test("time left shrinks while the next step is awaited, and is unknown in silence", () => {
  const pace = { seconds: 10, newest: 0 };
  expect(timeLeft(5, pace, 0)).toBe(50);
  expect(timeLeft(5, pace, 4000)).toBe(46);
  expect(timeLeft(5, pace, 60_000)).toBe(40);
  expect(timeLeft(5, pace, 101_000)).toBeNull();
  expect(timeLeft(0, pace, 4000)).toBe(0);
  expect(timeLeft(5, null, 0)).toBeNull();
  expect(timeLeft(-1, pace, 0)).toBeNull();
});

test("the median of an even number is between the middle two", () => {
  expect(median([4, 1, 3, 2])).toBe(2.5);
  expect(median([3, 1, 2])).toBe(2);
});
