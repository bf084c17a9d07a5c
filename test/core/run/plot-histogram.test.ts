import fc from "fast-check";
import { expect, test } from "vitest";
import { quantile } from "../../../core/report/figures/histogram.ts";
import { MAX_PLOT_BINS, mergeBins, withoutEmptyEnds } from "../../../core/run/plot-histogram.ts";
import { law } from "../../support/law.ts";

const bins = (counts: readonly number[]) => ({
  edges: [...counts, 0].map((_, at) => at),
  counts: [...counts],
});
const sum = (counts: readonly number[]) => counts.reduce((total, count) => total + count, 0);

test("bins are merged to a hundred at most, without moving an edge or losing a value", () => {
  const counts = fc.array(fc.oneof(fc.nat(9), fc.nat(9999)), { minLength: 1, maxLength: 1600 });
  law(counts, (given) => {
    const merged = mergeBins(bins(given));
    expect(merged.counts.length).toBeLessThanOrEqual(MAX_PLOT_BINS);
    expect(merged.edges).toHaveLength(merged.counts.length + 1);
    expect([merged.edges[0], merged.edges.at(-1)]).toEqual([0, given.length]);
    // Up to each edge that is left lie as many values as before.
    for (const [at, edge] of merged.edges.entries()) {
      expect(sum(merged.counts.slice(0, at))).toBe(sum(given.slice(0, edge)));
    }
  });
});

test("where the values are, the bins stay as fine as they were", () => {
  const counts = Array.from({ length: 1000 }, (_, at) =>
    at >= 500 && at < 530 ? 100 : at % 100 === 0 ? 1 : 0,
  );
  const merged = mergeBins(bins(counts));
  expect(merged.edges).toEqual(expect.arrayContaining([500, 501, 515, 529, 530]));
  for (const share of [0.05, 0.25, 0.5, 0.75, 0.95]) {
    expect(Math.abs(quantile(merged, share) - quantile(bins(counts), share))).toBeLessThan(1);
  }
});

test("few bins stay as they are, and empty ends go", () => {
  expect(mergeBins(bins([0, 3, 1]))).toEqual({ edges: [0, 1, 2, 3], counts: [0, 3, 1] });
  expect(withoutEmptyEnds(bins([0, 0, 3, 0, 1, 0]))).toEqual({ edges: [2, 3, 4, 5], counts: [3, 0, 1] });
  expect(withoutEmptyEnds(bins([2]))).toEqual({ edges: [0, 1], counts: [2] });
  expect(withoutEmptyEnds(bins([0, 0]))).toBeUndefined();
});
