import { expect, it } from "vitest";
import { resultsOf } from "../../../core/card/model-index.ts";

const RESULT = {
  task: { type: "t" },
  dataset: { type: "d", name: "d" },
  metrics: [{ type: "auc", value: 1, verifyToken: "x" }],
};
const of = (...results: unknown[]) => ({
  "model-index": [
    { name: "a", results: [] },
    { name: "b", results },
  ],
});

it("gives every result with its path, and keeps what else it says", () => {
  expect(resultsOf(of(RESULT, RESULT)).map(({ path }) => path)).toEqual([
    "model-index[1].results[0]",
    "model-index[1].results[1]",
  ]);
  expect(resultsOf(of(RESULT))[0]?.result).toEqual(RESULT);
});

it.each([
  undefined,
  null,
  "x",
  [],
  {},
  { "model-index": "x" },
  { "model-index": [null, { results: 1 }] },
  of({ ...RESULT, metrics: [{ type: "auc", value: "high" }] }),
  of({ ...RESULT, dataset: { type: "d" } }),
  of({ ...RESULT, source: { name: "x" } }),
])("%j holds none", (matter) => {
  expect(resultsOf(matter)).toEqual([]);
});
