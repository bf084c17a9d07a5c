import { expect, test } from "vitest";
import { joinDiscovered, withoutMetrics } from "../../../core/run/join-discovered.ts";
import type { Discovered } from "../../../core/run/merge-sources.ts";

const found = (
  metrics: readonly string[],
  params: Record<string, number>,
  tags: string[] = [],
): Discovered => ({
  measurements: metrics.map((metric) => ({ metric, step: 0, time: null, value: 1 })),
  params: new Map(Object.entries(params)),
  tags,
  data: [],
  sources: [{ path: "p", format: "f", partial: false, metrics: [...metrics], params: Object.keys(params) }],
});

test("what the first place tells is not taken from the second, too", () => {
  const joined = joinDiscovered(
    found(["loss"], { lr: 1 }, ["a"]),
    found(["loss", "auc"], { lr: 2, epochs: 3 }, ["a", "b"]),
  );
  expect(joined.measurements.map(({ metric }) => metric)).toEqual(["loss", "auc"]);
  expect(Object.fromEntries(joined.params)).toEqual({ lr: 1, epochs: 3 });
  expect(joined.tags).toEqual(["a", "b"]);
  expect(joined.sources).toMatchObject([
    { metrics: ["loss"], params: ["lr"] },
    { metrics: ["auc"], params: ["epochs"] },
  ]);
});

test("metrics that are known from elsewhere are left out, with their names", () => {
  const rest = withoutMetrics(found(["loss", "auc"], {}), new Set(["auc"]));
  expect(rest.measurements.map(({ metric }) => metric)).toEqual(["loss"]);
  expect(rest.sources[0]?.metrics).toEqual(["loss"]);
});

test("what was printed of a metric that one of several runs logged is not told twice", () => {
  const printed = (metrics: readonly string[]): Discovered => {
    const { sources, ...rest } = found(metrics, {});
    return { ...rest, sources: sources.map((source) => ({ ...source, format: "boosting-log" })) };
  };
  const tracked = found(["lgb/train-auc", "xgb/rmse"], {});
  const names = (second: Discovered) =>
    joinDiscovered(tracked, second).measurements.map(({ metric }) => metric);
  expect(names(printed(["train-auc", "auc"]))).toEqual(["lgb/train-auc", "xgb/rmse", "auc"]);
  expect(names(found(["train-auc"], {}))).toEqual(["lgb/train-auc", "xgb/rmse", "train-auc"]);
});

test("name and notes are those that the first place tells, else those of the second", () => {
  const [logged, filed] = [{ name: "big" }, { name: "small", notes: "a try" }];
  expect(
    joinDiscovered({ ...found([], {}), words: logged }, { ...found([], {}), words: filed }).words,
  ).toEqual({
    name: "big",
    notes: "a try",
  });
  expect(joinDiscovered(found([], {}), found([], {}))).not.toHaveProperty("words");
});
