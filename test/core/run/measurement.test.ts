import { expect, test } from "vitest";
import { foldMeasurements } from "../../../core/run/measurement.ts";

const at = (metric: string, step: number | null, value: number) => ({ metric, step, time: null, value });

test("a metric keeps its last, least and greatest value, and NaN is no extreme", () => {
  const { metrics } = foldMeasurements([at("loss", 0, 3), at("loss", 1, Number.NaN), at("loss", 2, 1)]);
  expect(metrics.loss).toEqual({ last: 1, min: 1, max: 3, count: 3, step: 2 });
});

test("a metric that is NaN throughout says so", () => {
  const { metrics } = foldMeasurements([at("loss", 0, Number.NaN), at("loss", 1, Number.NaN)]);
  expect(metrics.loss).toEqual({ last: "NaN", min: "NaN", max: "NaN", count: 2, step: 1 });
});

test("infinities are extremes and are written as words", () => {
  const { metrics } = foldMeasurements([at("loss", 0, 1), at("loss", 1, Number.POSITIVE_INFINITY)]);
  expect(metrics.loss).toMatchObject({ last: "Infinity", min: 1, max: "Infinity" });
});

test.each([
  ["before", [at("auc", null, 0.9), at("auc", 0, 0.5), at("auc", 1, 0.8)]],
  ["after", [at("auc", 0, 0.5), at("auc", 1, 0.8), at("auc", null, 0.9)]],
])("a final value %s the curve is the last one, and no point of the curve", (_, measurements) => {
  const { metrics, curves } = foldMeasurements(measurements);
  expect(metrics.auc).toEqual({ last: 0.9, min: 0.5, max: 0.9, count: 3, step: 1 });
  expect(curves.get("auc")?.map((point) => point.value)).toEqual([0.5, 0.8]);
});

test("a metric without steps has no curve", () => {
  const { metrics, curves } = foldMeasurements([at("auc", null, 0.9)]);
  expect(metrics.auc?.step).toBeNull();
  expect(curves.size).toBe(0);
});
