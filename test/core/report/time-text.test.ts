import { expect, test } from "vitest";
import { clockText, durationText, roughText } from "../../../core/report/time-text.ts";

test.each([
  [-5, "0 s"],
  [0.04, "0 s"],
  [0.4, "0.4 s"],
  [9.94, "9.9 s"],
  [59.4, "59 s"],
  [119, "119 s"],
  [120, "2 min"],
  [250, "4 min 10 s"],
  [599.6, "10 min"],
  [625, "10 min"],
  [3540, "59 min"],
  [3599, "1 h"],
  [4800, "1 h 20 min"],
  [172_800, "2 d"],
  [190_000, "2 d 4 h"],
])("%d seconds are %s", (seconds, text) => {
  expect(durationText(seconds)).toBe(text);
});

test.each([
  [3.4, "3 s"],
  [119.4, "119 s"],
  [200, "3 min"],
])("about %d seconds are about %s", (seconds, text) => {
  expect(roughText(seconds)).toBe(text);
});

test("the time of day is UTC", () => {
  expect(clockText(Date.UTC(2026, 0, 31, 7, 8, 9))).toBe("07:08:09 UTC");
});
