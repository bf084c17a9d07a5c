import { describe, expect, it } from "vitest";
import { buildRun } from "../support/build-run.ts";
import { checkRecord, type Expectation } from "./check-record.ts";

const expected: Expectation = {
  metrics: { loss: { values: [0.9, "NaN", 0.4, 0.5] } },
  params: { lr: 0.1 },
  tolerance: 0,
  data: ["data.csv"],
  name: "big",
};

const summary = { last: 0.5, min: 0.4, max: 0.9, count: 4, step: 3 };
const data = [
  { name: "data.csv", scheme: "sha256", id: "00", bytes: 12, files: 1, strength: "A", role: "training" },
] as const;

function recorded(changes: Partial<typeof summary> = {}, lr: string | number = "0.1") {
  return {
    ...buildRun({ params: { lr }, name: "big" }),
    metrics: { loss: { ...summary, ...changes } },
    data: [...data],
  };
}

describe("checkRecord", () => {
  it("finds nothing in a record that says what the library says", () => {
    expect(checkRecord(recorded(), expected)).toEqual([]);
  });

  it.each([
    ["the last value", recorded({ last: 0.50001 })],
    ["the smallest value", recorded({ min: 0.3 })],
    ["the largest value", recorded({ max: 1 })],
    ["the number of points", recorded({ count: 3 })],
    ["a parameter", recorded({}, "0.2")],
    ["the status", { ...recorded(), status: "failed" as const }],
    ["the name", { ...recorded(), name: null }],
    ["the data", { ...recorded(), data: [] }],
    ["a metric that is missing", { ...recorded(), metrics: {} }],
  ])("finds a difference in %s", (_, run) => {
    expect(checkRecord(run, expected)).toHaveLength(1);
  });

  it("allows what the library rounds away", () => {
    expect(checkRecord(recorded({ last: 0.50001 }), { ...expected, tolerance: 1e-4 })).toEqual([]);
  });
});
