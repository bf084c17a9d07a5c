import type { FreezeWindow } from "../../../core/policy/freeze-window.ts";
import type { OracleKind } from "../verdict.ts";
import { zoneTime } from "../zone-time.ts";

export const freeze: OracleKind<readonly FreezeWindow[]> = {
  kind: "freeze",
  judge: (windows, { at, local = [] }) =>
    windows.map((window) => {
      if (!local.some(({ zone }) => zone === window.zone)) return "unknown";
      return lasts(window, at) ? "pending" : "passed";
    }),
};

/** The oracle works the zone out by its own calendar; the facts only say whether the zone could be read at all. */
function lasts(window: FreezeWindow, at: string): boolean {
  const { date, time, weekday } = zoneTime(at, window.zone);
  if (!("days" in window)) return window.from <= date && date <= window.until;
  const [from = "", until = ""] = (window.hours ?? "00:00-24:00").split("-");
  return window.days.some((day) => day === weekday) && from <= time && time < until;
}
