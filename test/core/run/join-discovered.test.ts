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
