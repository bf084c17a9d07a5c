import { describe, expect, test } from "vitest";
import { compareInstants, durationMs, durationSchema, momentAfter } from "../../../core/policy/duration.ts";

describe("durations", () => {
  test.each([
    ["30m", 1_800_000],
    ["24h", 86_400_000],
    ["7d", 604_800_000],
  ])("%s is %i ms", (text, milliseconds) => {
    expect(durationMs(durationSchema.parse(text))).toBe(milliseconds);
  });

  test.each(["0h", "24", "1.5h", "-1h", "1w", "12345h", " 1h", "1H"])("%j is none", (text) => {
    expect(durationSchema.safeParse(text).success).toBe(false);
  });

  test("end at a moment to the second, across months", () => {
    expect(momentAfter("2026-01-31T12:00:00Z", "24h")).toBe("2026-02-01T12:00:00Z");
    expect(momentAfter("2026-01-31T12:00:00.250Z", "24h")).toBe("2026-02-01T12:00:01Z");
  });

  test("moments with and without fractions are in order", () => {
    expect(compareInstants("2026-01-31T12:00:00.5Z", "2026-01-31T12:00:00Z")).toBeGreaterThan(0);
    expect(compareInstants("2026-01-31T12:00:00Z", "2026-01-31T12:00:00.000Z")).toBe(0);
  });
});
