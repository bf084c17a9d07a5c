import { expect, it } from "vitest";
import { isUntil, parseMoment } from "../../../core/registry/moment.ts";
import { withCode } from "../../support/with-code.ts";

it.each([
  ["2026-06-30", "2026-06-30T23:59:59.999Z", true],
  ["2028-02-29", "2028-02-29T23:59:59.999Z", true],
  ["2026-06-30T12:00Z", "2026-06-30T12:00:00.000Z", false],
  ["2026-06-30T12:00:00.5Z", "2026-06-30T12:00:00.500Z", false],
])("reads %s", (text, until, wholeDay) => {
  expect(parseMoment(text, "--at")).toEqual({ until, wholeDay });
});

it.each([
  "",
  "yesterday",
  "2026-02-30",
  "2026-13-01",
  "2026-06-30T12:00:00",
  "2026-06-30T12:00:00+02:00",
  "30.6.2026",
])("refuses %j", (text) => {
  expect(() => parseMoment(text, "--at")).toThrow(withCode("INPUT_INVALID"));
});

it("counts the whole of a day, whatever precision an instant has", () => {
  const day = parseMoment("2026-06-30", "--at");
  const instants = ["2026-06-30T00:00:00Z", "2026-06-30T23:59:59.999Z", "2026-07-01T00:00:00Z"];
  expect(instants.map((instant) => isUntil(day, instant))).toEqual([true, true, false]);
  expect(isUntil(parseMoment("2026-06-30T12:00:00Z", "--at"), "2026-06-30T12:00:00.000Z")).toBe(true);
});
