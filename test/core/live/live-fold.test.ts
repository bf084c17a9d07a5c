import fc from "fast-check";
import { expect, test } from "vitest";
import { LiveFold } from "../../../core/live/live-fold.ts";
import { foldLive } from "../../../core/live/live-metric.ts";
import { law } from "../../support/law.ts";

const NAMES = new Map([["a", "loss"]]);
const pointsOf = (values: readonly number[], from = 0) =>
  values.map((value, index) => ({ step: from + index, time: from + index, value }));

test("pieces fold to what the whole folds to, wherever they were cut", () => {
  const values = fc.array(fc.oneof(fc.double(), fc.integer({ min: 0, max: 3 })), {
    minLength: 1,
    maxLength: 1500,
    size: "max",
  });
  law(fc.tuple(values, fc.array(fc.nat(1500), { maxLength: 5 })), ([given, cuts]) => {
    const points = pointsOf(given);
    const fold = new LiveFold();
    let from = 0;
    for (const to of [...cuts.filter((cut) => cut < given.length), given.length].sort((a, b) => a - b)) {
      if (to > from) fold.take({ series: "a", from, points: points.slice(from, to) }, 0);
      from = to;
    }
    const whole = foldLive(points.map((point) => ({ metric: "loss", ...point })));
    expect(fold.metrics(NAMES)).toEqual(whole);
  });
});

test("what is told anew replaces what was told before, and what is gone has no metric", () => {
  const fold = new LiveFold();
  fold.take({ series: "a", from: 0, points: pointsOf([1, 2, 3]) }, 0);
  fold.take({ series: "a", from: 0, points: pointsOf([5]) }, 0);
  fold.take({ series: "a", from: 1, points: pointsOf([4], 1) }, 0);
  expect(fold.metrics(NAMES).get("loss")).toMatchObject({ count: 2, last: 4, max: { value: 5, since: 1 } });
  fold.take({ series: "a", from: 0, points: [] }, 0);
  expect(fold.metrics(NAMES)).toEqual(new Map());
});

test("a series has the name that it has now, and none is shown without one", () => {
  const fold = new LiveFold();
  for (const series of ["a", "b"]) fold.take({ series, from: 0, points: pointsOf([1]) }, 0);
  expect([...fold.metrics(NAMES).keys()]).toEqual(["loss"]);
  expect([...fold.metrics(new Map([["b", "fit/loss"]])).keys()]).toEqual(["fit/loss"]);
});

test("values without a time have the moment of the look that brought them", () => {
  const fold = new LiveFold();
  const points = pointsOf([1, 2]).map((point) => ({ ...point, time: null }));
  fold.take({ series: "a", from: 0, points: points.slice(0, 1) }, 10);
  fold.take({ series: "a", from: 0, points }, 20);
  expect(
    fold
      .metrics(NAMES)
      .get("loss")
      ?.recent.map(({ time }) => time),
  ).toEqual([10, 20]);
});
