import { expect, test } from "vitest";
import type { Progress } from "../../../core/live/progress.ts";
import { progressText, secondsLeft } from "../../../core/report/progress-text.ts";

const progress = (change: Partial<Progress> = {}): Progress => ({
  unit: "epoch",
  done: 5,
  total: 8,
  pace: { seconds: 10, newest: 1_000_000 },
  ...change,
});

test.each([
  [{}, "epoch 5 of 8"],
  [{ total: null }, "epoch 5"],
  [{ unit: "step", done: 2.345 }, "step 2.35 of 8"],
] as const)("%j is %s", (change, text) => {
  expect(progressText(progress(change))).toBe(text);
});

test.each([
  [{}, 30],
  [{ total: null }, null],
  [{ pace: null }, null],
])("with %j there are %d seconds left", (change, seconds) => {
  expect(secondsLeft(progress(change), 1_000_000)).toBe(seconds);
});

test("before the first step nothing is known", () => {
  expect(secondsLeft(null, 0)).toBeNull();
});
