import { expect, test } from "vitest";
import { Splits, splitsOf } from "../../../adapters/importers/splits.ts";

const wordOf = (cell: unknown) => (typeof cell === "string" ? cell : undefined);

/** The metrics of rows, each with one point, and what their columns say. */
function metricsOf(rows: readonly (Readonly<Record<string, string>> & { readonly metric: string })[]) {
  const splits = new Splits(wordOf);
  for (const [at, { metric: _, ...row }] of rows.entries())
    splits.mark(splitsOf(Object.keys(row)), (column) => row[column], at);
  const points = rows.map(({ metric }, step) => ({ metric, step, time: null, value: 1 }));
  return splits.apart(points).map(({ metric }) => metric);
}

test("columns that tell parts apart are known in letters of any size, best first", () => {
  expect(splitsOf(["Subset", "host", "PHASE", "split"])).toEqual(["split", "PHASE", "Subset"]);
  expect(splitsOf([])).toEqual([]);
});

test("the word goes before every name where two parts measure the same", () => {
  const rows = [
    { phase: "train", metric: "loss" },
    { Phase: "val", metric: "loss" },
    { phase: "val", metric: "auc" },
    { metric: "loss" },
    { phase: "train", metric: "loss" },
  ];
  expect(metricsOf(rows)).toEqual(["train/loss", "val/loss", "val/auc", "loss", "train/loss"]);
});

test("names stay where no metric has two words, be it of one column or of none", () => {
  const apart = [
    { phase: "train", metric: "loss" },
    { phase: "val", metric: "auc" },
  ];
  expect(metricsOf(apart)).toEqual(["loss", "auc"]);
  expect(metricsOf([{ metric: "loss" }, { metric: "loss" }])).toEqual(["loss", "loss"]);
});

test("the first column counts that tells them apart", () => {
  const rows = [
    { split: "all", stage: "fit", subset: "a", metric: "loss" },
    { split: "all", stage: "test", subset: "b", metric: "loss" },
  ];
  expect(metricsOf(rows)).toEqual(["fit/loss", "test/loss"]);
});
