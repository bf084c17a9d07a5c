import { expect, test } from "vitest";
import { createWholeSeries } from "../../../adapters/live/whole-series.ts";
import type { LivePiece } from "../../../core/ports/live.ts";

const at = (metric: string, value: number) => ({ metric, step: value, time: null, value });

test("every metric is told anew with all its values, and one that is there no more is gone", () => {
  const tell = createWholeSeries();
  const look = (...measurements: readonly ReturnType<typeof at>[]) => {
    const pieces: LivePiece[] = [];
    const metrics = tell(measurements, (piece) => pieces.push(piece));
    const told = pieces.map(({ series, from, points }) => [series, from, points.map(({ value }) => value)]);
    return { metrics: Object.fromEntries(metrics), told };
  };
  expect(look(at("a", 1), at("b", 2), at("a", 3))).toEqual({
    metrics: { a: "a", b: "b" },
    told: [
      ["a", 0, [1, 3]],
      ["b", 0, [2]],
    ],
  });
  expect(look(at("b", 2))).toEqual({
    metrics: { b: "b" },
    told: [
      ["b", 0, [2]],
      ["a", 0, []],
    ],
  });
});
