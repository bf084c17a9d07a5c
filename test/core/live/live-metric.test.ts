import fc from "fast-check";
import { expect, test } from "vitest";
import { foldLive, foldRecord, LIVE_CURVE_POINTS, RECENT_POINTS } from "../../../core/live/live-metric.ts";
import { law } from "../../support/law.ts";

const pointsOf = (values: readonly number[]) => values.map((value, step) => ({ step, time: null, value }));
const curve = (values: readonly number[]) => pointsOf(values).map((point) => ({ metric: "loss", ...point }));
const fold = (values: readonly number[]) => foldLive(curve(values)).get("loss");

test("newest, previous, extremes and how long ago they were", () => {
  expect(fold([3, 1, Number.NaN, 1, 2])).toMatchObject({
    count: 5,
    last: 2,
    previous: 1,
    step: 4,
    min: { value: 1, step: 1, since: 3 },
    max: { value: 3, step: 0, since: 4 },
  });
});

test("a value without a step is the newest and leaves the step", () => {
  const final = { metric: "loss", step: null, time: null, value: 9 };
  expect(foldLive([...curve([1, 2]), final]).get("loss")).toMatchObject({ last: 9, step: 1, previous: 2 });
});

test("nothing finite has no extreme", () => {
  expect(fold([Number.NaN, Number.POSITIVE_INFINITY])).toMatchObject({
    min: null,
    max: null,
    previous: Number.NaN,
  });
});

test("what is kept of any curve is bounded and ends with its newest point", () => {
  law(fc.array(fc.double(), { minLength: 1, maxLength: 700 }), (values) => {
    const metric = fold(values);
    expect(metric?.points.length).toBeLessThanOrEqual(LIVE_CURVE_POINTS);
    expect(metric?.recent).toEqual(pointsOf(values).slice(-RECENT_POINTS));
    expect(metric?.last).toBe(values.at(-1));
    const finite = values.filter(Number.isFinite);
    const least = metric?.min?.value ?? Number.POSITIVE_INFINITY;
    expect(least <= Math.min(...finite)).toBe(true);
    expect(metric?.min === null || finite.includes(least)).toBe(true);
    expect((metric?.max?.since ?? 0) < values.length).toBe(true);
  });
});

test("a record folds to what was seen, without use of the machine", () => {
  const summary = (last: number) => ({ last, min: last, max: last, count: 1, step: null });
  const points = pointsOf([3, 2]);
  const run = { metrics: { loss: summary(2), auc: summary(0.9), "system/cpu": summary(5) } };
  const folded = foldRecord(
    run,
    new Map([
      ["loss", points],
      ["system/cpu", points],
    ]),
  );
  expect(folded.get("loss")).toEqual(fold([3, 2]));
  expect(folded.get("auc")).toMatchObject({ count: 1, last: 0.9, step: null });
  expect([...folded.keys()]).toEqual(["loss", "auc"]);
});

test("a final word without a step is the newest value", () => {
  const run = { metrics: { loss: { last: 1, min: 1, max: 3, count: 3, step: 1 } } };
  const points = pointsOf([3, 2]);
  expect(foldRecord(run, new Map([["loss", points]])).get("loss")).toMatchObject({
    last: 1,
    previous: 2,
    step: 1,
  });
});
