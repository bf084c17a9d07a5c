import fc from "fast-check";
import { expect, it } from "vitest";
import {
  endOfWindow,
  type FreezeWindow,
  freezeWindowSchema,
  WEEKDAYS,
} from "../../../core/policy/freeze-window.ts";
import { findThaw, later } from "../../../core/policy/thaw.ts";
import { law } from "../../support/law.ts";

const NOW = { zone: "UTC", date: "2026-03-06", time: "18:00", weekday: "fri" } as const;

const windows = fc.array(
  fc.oneof(
    fc.record({
      days: fc.uniqueArray(fc.constantFrom(...WEEKDAYS), { minLength: 1, maxLength: 3 }),
      hours: fc.constantFrom("00:00-08:00", "08:00-20:00", "16:00-24:00", "20:00-24:00"),
    }),
    fc.record({ days: fc.uniqueArray(fc.constantFrom(...WEEKDAYS), { minLength: 1, maxLength: 4 }) }),
    fc.constantFrom(
      { from: "2026-03-01", until: "2026-03-09" },
      { from: "2026-03-10", until: "2026-03-20" },
      { from: "2026-04-01", until: "2026-04-02" },
    ),
  ),
  { maxLength: 4 },
);
const isFrozen = (all: readonly FreezeWindow[], minutes: number) =>
  all.some((window) => endOfWindow(window, later(NOW, minutes)) !== undefined);

it("is the first moment at which no window freezes, or lies beyond what was looked at", () => {
  law(windows, (written) => {
    const all = written.map((window) => freezeWindowSchema.parse({ ...window, zone: "UTC" }));
    const thaw = findThaw(all.map((window) => ({ window, local: NOW })));
    if (thaw === undefined) return;
    expect(isFrozen(all, thaw.minutes)).toBe(!thaw.exact);
    for (let minutes = 0; minutes < Math.min(thaw.minutes, 60 * 24 * 60); minutes += 30) {
      expect(isFrozen(all, minutes)).toBe(true);
    }
  });
});

it("does not come where a window takes in the whole week", () => {
  const window = freezeWindowSchema.parse({ days: [...WEEKDAYS], zone: "UTC" });
  expect(findThaw([{ window, local: NOW }])).toBeUndefined();
});

it("knows the weekday and the date later on", () => {
  expect(later(NOW, 6 * 60)).toEqual({ zone: "UTC", date: "2026-03-07", time: "00:00", weekday: "sat" });
  expect(later(NOW, 0)).toEqual(NOW);
});
