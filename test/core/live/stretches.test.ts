import fc from "fast-check";
import { expect, test } from "vitest";
import { MOST_KEPT_POINTS, MOST_STRETCHES, Stretches } from "../../../core/live/stretches.ts";
import { law } from "../../support/law.ts";

function keptOf(values: readonly number[]) {
  const stretches = new Stretches();
  for (const [step, value] of values.entries()) stretches.add({ step, time: null, value });
  return stretches.points;
}

test("a curve that is short enough is whole", () => {
  const values = Array.from({ length: MOST_STRETCHES }, (_, at) => (at % 7 === 0 ? Number.NaN : at % 5));
  expect(keptOf(values).map(({ value }) => value)).toEqual(values);
  expect(keptOf([])).toEqual([]);
});

test("of a longer one its ends, its extremes and whether anything was not finite stay, in order and bounded", () => {
  const shape = {
    count: fc.integer({ min: MOST_STRETCHES, max: 6 * MOST_STRETCHES }),
    by: fc.nat(997),
    broken: fc.nat(40),
  };
  law(fc.record(shape), ({ count, by, broken }) => {
    const brokenOnes = [Number.NaN, Infinity, -Infinity];
    const values = Array.from({ length: count }, (_, at) =>
      broken > 0 && at % 41 === broken ? (brokenOnes[at % 3] ?? 0) : (at * by) % 997,
    );
    const kept = keptOf(values);
    expect(kept.length).toBeLessThanOrEqual(MOST_KEPT_POINTS);
    expect(kept.length).toBeGreaterThanOrEqual(MOST_STRETCHES / 2);
    const steps = kept.map(({ step }) => step);
    expect(steps).toEqual([...new Set(steps)].sort((a, b) => a - b));
    expect([steps[0], steps.at(-1)]).toEqual([0, values.length - 1]);
    expect(kept.map(({ value }) => value)).toEqual(steps.map((step) => values[step]));
    const finite = values.filter(Number.isFinite);
    const shown = kept.map((point) => point.value).filter(Number.isFinite);
    expect(Math.min(...shown)).toBe(Math.min(...finite));
    expect(Math.max(...shown)).toBe(Math.max(...finite));
    expect(shown.length < kept.length).toBe(finite.length < values.length);
  });
});

test("every part of a long curve is kept as densely as any other", () => {
  const count = 100_000;
  const kept = keptOf(Array.from({ length: count }, (_, at) => Math.sin(at)));
  const tenths = Map.groupBy(kept, ({ step }) => Math.floor((10 * step) / count));
  for (const points of tenths.values()) expect(points.length).toBeGreaterThan(kept.length / 12);
  expect(tenths.size).toBe(10);
});
