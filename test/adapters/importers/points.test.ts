import { expect, test } from "vitest";
import { Points } from "../../../adapters/importers/points.ts";

const point = (step: number) => ({ metric: "loss", step, time: null, value: 1 });
const steps = (count: number) => Array.from({ length: count }, (_, step) => point(step));

test("there is room for so many points; one more is left out and told", () => {
  const points = new Points(3);
  points.addAll(steps(3));
  expect([points.isCut, points.problems("x.csv")]).toEqual([false, []]);
  points.add(point(3));
  expect(points.isCut).toBe(true);
  expect(points.list).toEqual(steps(3));
  expect(points.problems("x.csv").map(({ message }) => message)).toEqual([
    expect.stringMatching(/x\.csv: expected at most 3 values, found more/),
  ]);
});

test("what is added at once is read no further than to the first that has no room", () => {
  const points = new Points(2);
  const endless = function* () {
    for (let step = 0; ; step += 1) yield point(step);
  };
  points.addAll(endless());
  expect(points.list).toHaveLength(2);
});
