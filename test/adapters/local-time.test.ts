import { describe, expect, it } from "vitest";
import { isTimeZone, localTime } from "../../adapters/local-time.ts";

describe("local time", () => {
  it.each([
    ["2026-01-02T23:30:00Z", "UTC", { date: "2026-01-02", time: "23:30", weekday: "fri" }],
    ["2026-01-02T23:30:00Z", "Europe/Berlin", { date: "2026-01-03", time: "00:30", weekday: "sat" }],
    ["2026-07-02T22:30:00.5Z", "Europe/Berlin", { date: "2026-07-03", time: "00:30", weekday: "fri" }],
    ["2026-01-01T00:10:00Z", "America/New_York", { date: "2025-12-31", time: "19:10", weekday: "wed" }],
    ["2026-01-01T18:40:00Z", "Asia/Kathmandu", { date: "2026-01-02", time: "00:25", weekday: "fri" }],
  ])("of %s in %s", (instant, zone, local) => {
    expect(localTime(instant, zone)).toEqual({ zone, ...local });
  });

  it("of no known zone or moment is nothing", () => {
    expect(localTime("2026-01-02T23:30:00Z", "Europe/Atlantis")).toBeUndefined();
    expect(localTime("2026-99-99T00:00:00Z", "UTC")).toBeUndefined();
    expect([isTimeZone("Europe/Berlin"), isTimeZone("Europe/Atlantis")]).toEqual([true, false]);
  });
});
