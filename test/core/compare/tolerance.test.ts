import { describe, expect, it } from "vitest";
import { compareMetrics } from "../../../core/compare/compare-metrics.ts";
import { toleranceOf } from "../../../core/compare/tolerance.ts";
import { metricGoalSchema } from "../../../core/run/run.ts";
import { buildRun } from "../../support/build-run.ts";

const goal = (tolerance: unknown) => metricGoalSchema.parse({ goal: "minimize", tolerance });

describe("a tolerance", () => {
  it.each([
    [0.5, 100, 0.5],
    ["1%", 200, 2],
    ["2.5%", -40, 1],
    ["10%", 0, 0],
    ["10%", "NaN", 0],
    ["10%", null, 0],
  ] as const)("of %j against %j is %d", (tolerance, reference, expected) => {
    expect(toleranceOf(goal(tolerance), reference)).toBeCloseTo(expected, 12);
  });

  it.each(["-1%", "%", "1 %", "1%%", "abc", -1, "1e400%", "NaN%"])("cannot be %j", (tolerance) => {
    expect(metricGoalSchema.safeParse({ goal: "minimize", tolerance }).success).toBe(false);
  });
});

it.each([
  [101, "within"],
  [101.0001, "worse"],
  [99, "within"],
  [98.9, "better"],
] as const)("one per cent of 100 decides over %d: %s", (latency, verdict) => {
  const goals = { latency: { goal: "minimize", tolerance: "1%" } } as const;
  const [change] = compareMetrics(
    buildRun({ metrics: { latency }, goals }),
    buildRun({ metrics: { latency: 100 }, goals }),
  );
  expect(change).toMatchObject({ verdict, tolerance: 1 });
});
