import { expect, test } from "vitest";
import { clockText, durationText } from "../../../core/report/time-text.ts";

test.each([
  [-5, "0 s"],
  [0.4, "0 s"],
  [119, "119 s"],
  [120, "2 min"],
  [3540, "59 min"],
  [3599, "1 h"],
  [4800, "1 h 20 min"],
  [172_800, "2 d"],
  [190_000, "2 d 4 h"],
])("%d seconds are %s", (seconds, text) => {
  expect(durationText(seconds)).toBe(text);
});

test("the time of day is UTC", () => {
  expect(clockText(Date.UTC(2026, 0, 31, 7, 8, 9))).toBe("07:08:09 UTC");
});
