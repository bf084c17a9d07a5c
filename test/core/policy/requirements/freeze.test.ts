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

test("a zone whose time is not known keeps the gate shut", () => {
  expect(freeze(local("UTC", "thu"))?.status).toBe("unknown");
  expect(freeze()?.status).toBe("unknown");
});
