import { describe, expect, it } from "vitest";
import { takeValue } from "../../../core/compare/take.ts";

const summary = { last: 3, min: 1, max: 9, count: 4, step: 30 };
const points = [
  [0, 9],
  [10, 1],
  [20, 5],
  [30, 3],
].map(([step = 0, value = 0]) => ({ step, value, time: null }));
const from = (goal: "maximize" | "minimize" | "none") => ({ goal, points });

describe("the value that is compared", () => {
  it.each([
    [undefined, "maximize", 3],
    ["last", "minimize", 3],
    ["min", "maximize", 1],
    ["max", "minimize", 9],
    ["best", "maximize", 9],
    ["best", "minimize", 1],
    ["best", "none", 3],
    ["step:20", "none", 5],
    ["step:29", "none", 5],
    ["step:99", "none", 3],
  ] as const)("%s of a metric to %s: %d", (take, goal, value) => {
    expect(takeValue(summary, take, from(goal))).toBe(value);
  });

  it("does not exist before the curve began, or without a curve", () => {
    const late = points.slice(1);
    expect(takeValue(summary, "step:5", { goal: "none", points: late })).toBeUndefined();
    expect(takeValue(summary, "step:5", { goal: "none", points: [] })).toBeUndefined();
    expect(takeValue(summary, "step:30", { goal: "none", points: [] })).toBe(3);
  });

  it("is what a resumed training said last of a step", () => {
    const resumed = [...points, { step: 20, value: 7, time: null }];
    expect(takeValue(summary, "step:25", { goal: "none", points: resumed })).toBe(7);
  });
});
