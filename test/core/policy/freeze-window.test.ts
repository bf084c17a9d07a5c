import { describe, expect, test } from "vitest";
import {
  endOfWindow,
  freezeWindowSchema,
  localTimeSchema,
  windowProblem,
} from "../../../core/policy/freeze-window.ts";

const window = (part: Record<string, unknown>) => freezeWindowSchema.parse({ zone: "UTC", ...part });
const local = (date: string, time: string, weekday: string) =>
  localTimeSchema.parse({ zone: "UTC", date, time, weekday });

describe("a window", () => {
  const WEEKEND = window({ days: ["fri", "sat", "sun"] });
  const EVENING = window({ days: ["fri"], hours: "16:00-24:00" });
  const NEW_YEAR = window({ from: "2026-12-20", until: "2027-01-06" });
  const ALWAYS = window({ days: ["mon", "tue", "wed", "thu", "fri", "sat", "sun"] });

  test.each([
    ["a free day", WEEKEND, local("2026-01-01", "23:59", "thu"), undefined],
    ["the first of three days", WEEKEND, local("2026-01-02", "00:00", "fri"), "2026-01-05 00:00"],
    ["the last of them", WEEKEND, local("2026-01-04", "23:59", "sun"), "2026-01-05 00:00"],
    ["before its hours", EVENING, local("2026-01-02", "15:59", "fri"), undefined],
    ["their first minute", EVENING, local("2026-01-02", "16:00", "fri"), "2026-01-02 24:00"],
    ["the day after", EVENING, local("2026-01-03", "16:00", "sat"), undefined],
    ["before its first date", NEW_YEAR, local("2026-12-19", "23:59", "sat"), undefined],
    ["its last date, in the next year", NEW_YEAR, local("2027-01-06", "23:59", "wed"), "2027-01-07 00:00"],
    ["after it", NEW_YEAR, local("2027-01-07", "00:00", "thu"), undefined],
    ["a week without an end", ALWAYS, local("2026-01-02", "12:00", "fri"), "the policy is changed"],
  ])("at %s", (_, freeze, now, end) => {
    expect(endOfWindow(freeze, now)).toBe(end);
  });

  test.each([
    ["hours the wrong way round", { days: ["fri"], hours: "18:00-06:00" }, "18:00-06:00"],
    ["dates the wrong way round", { from: "2027-01-06", until: "2026-12-20" }, "2026-12-20"],
    ["a date of no calendar", { from: "2026-02-31", until: "2026-03-01" }, "2026-02-31"],
  ])("with %s is refused", (_, part, found) => {
    expect(windowProblem(window(part))?.found).toBe(found);
  });

  test.each([
    { days: [] },
    { days: ["fri"], hours: "25:00-26:00" },
    { days: ["fri"], from: "2026-01-01", until: "2026-01-02" },
    { from: "2026-01-01" },
    { days: ["fri"], zone: "<script>" },
  ])("of the form %j is none", (part) => {
    expect(freezeWindowSchema.safeParse({ zone: "UTC", ...part }).success).toBe(false);
  });

  test("that makes sense has no problem", () => {
    expect([WEEKEND, EVENING, NEW_YEAR].map(windowProblem)).toEqual([undefined, undefined, undefined]);
  });
});
