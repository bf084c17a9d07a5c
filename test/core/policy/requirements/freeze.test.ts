import { expect, test } from "vitest";
import { decide } from "../../../../core/policy/decide.ts";
import { facts, policy } from "../../../support/facts.ts";

const FRIDAY = { days: ["fri" as const], zone: "Europe/Berlin", reason: "nobody is on call" };
const YEAR_END = { from: "2026-12-20", until: "2027-01-06", zone: "UTC" };
const local = (zone: string, weekday: string) => ({ zone, weekday, date: "2026-01-02", time: "12:00" });

function freeze(...zones: unknown[]) {
  const decision = decide(policy({ freeze: [FRIDAY, YEAR_END] }), facts({ local: zones }));
  return decision.requirements.find(({ kind }) => kind === "freeze");
}

test("outside of every window it passes", () => {
  expect(freeze(local("Europe/Berlin", "thu"), local("UTC", "thu"))?.status).toBe("passed");
});

test("inside of one it waits, says until when and why", () => {
  const result = freeze(local("Europe/Berlin", "fri"), local("UTC", "fri"));
  expect([result?.status, result?.found, result?.remedy]).toEqual([
    "pending",
    "frozen until 2026-01-03 00:00 Europe/Berlin: nobody is on call",
    "wait until 2026-01-03 00:00 Europe/Berlin",
  ]);
});

test("windows that follow one another are one freeze, and its end is told in the zone of each", () => {
  const weekend = [
    { days: ["fri" as const], hours: "16:00-24:00", zone: "Europe/Berlin" },
    { days: ["sat" as const, "sun" as const], zone: "Europe/Berlin" },
    { days: ["sun" as const], hours: "22:00-24:00", zone: "UTC" },
    { days: ["mon" as const], hours: "00:00-06:00", zone: "UTC" },
  ];
  const clocks = [
    { zone: "Europe/Berlin", weekday: "fri", date: "2026-03-06", time: "18:00" },
    { zone: "UTC", weekday: "fri", date: "2026-03-06", time: "17:00" },
  ];
  const decision = decide(policy({ freeze: weekend }), facts({ local: clocks }));
  const result = decision.requirements.find(({ kind }) => kind === "freeze");
  expect([result?.found, result?.remedy]).toEqual([
    "frozen until 2026-03-09 07:00 Europe/Berlin",
    "wait until 2026-03-09 07:00 Europe/Berlin",
  ]);
});

test("a freeze without end says what ends it", () => {
  const zone = "UTC";
  const found = (...windows: ({ days: ("mon" | "fri" | "sat")[] } | { from: string; until: string })[]) =>
    decide(
      policy({ freeze: windows.map((window) => ({ ...window, zone })) }),
      facts({ local: [local(zone, "fri")] }),
    ).requirements.find(({ kind }) => kind === "freeze")?.found;
  const week = ["mon", "tue", "wed", "thu", "fri", "sat", "sun"] as ("mon" | "fri" | "sat")[];
  expect(found({ days: week })).toBe("frozen until the policy is changed");
  expect(found({ days: week.slice(0, 3) }, { days: week.slice(3) })).toMatch(
    /^frozen at least until 2026-03-0\d/,
  );
  expect(found({ from: "2026-01-01", until: "2026-12-31" })).toBe("frozen until 2027-01-01 00:00 UTC");
});

test("a zone whose time is not known keeps the gate shut", () => {
  expect(freeze(local("UTC", "thu"))?.status).toBe("unknown");
  expect(freeze()?.status).toBe("unknown");
});
