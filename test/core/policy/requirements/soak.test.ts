import { expect, test } from "vitest";
import { decide } from "../../../../core/policy/decide.ts";
import { facts, policy } from "../../../support/facts.ts";

function soak(soak: string, part: Record<string, unknown>) {
  const decision = decide(policy({ soak }), facts({ at: "2026-01-02T12:00:00Z", ...part }));
  return decision.requirements.find(({ kind }) => kind === "soak");
}

test.each([
  ["24h", "2026-01-01T12:00:00Z", "passed"],
  ["24h", "2026-01-01T12:00:00.5Z", "pending"],
  ["1d", "2026-01-01T12:00:01Z", "pending"],
  ["30m", "2026-01-02T11:29:00Z", "passed"],
  ["30m", "2026-01-03T12:00:00Z", "pending"],
])("%s, there since %s: %s", (asked, since, status) => {
  expect(soak(asked, { since })?.status).toBe(status);
});

test("says when the time is up, and nothing that changes with every look", () => {
  const result = soak("24h", { since: "2026-01-02T10:00:00Z" });
  expect(result?.remedy).toBe("wait until 2026-01-03T10:00:00Z");
  expect(soak("24h", { since: "2026-01-02T10:00:00Z", at: "2026-01-02T20:00:00Z" })).toEqual(result);
});

test.each([{}, { since: null }, { since: "2026-99-99T99:99:99Z" }])("%j is unknown", (part) => {
  expect(soak("24h", part)?.status).toBe("unknown");
});
