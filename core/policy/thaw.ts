import { endOfWindow, type FreezeWindow, type LocalTime, NO_END, WEEKDAYS } from "./freeze-window.ts";

/** How far ahead the end of a freeze is looked for, in minutes: 60 days. Nobody waits for longer without asking again. */
const HORIZON = 60 * 24 * 60;

/** A window with the clock of its zone at one and the same moment. */
export interface ClockedWindow {
  readonly window: FreezeWindow;
  readonly local: LocalTime;
}

/** In how many minutes no window freezes any more; `exact` is false where the freeze goes on beyond what was looked at. */
export interface Thaw {
  readonly minutes: number;
  readonly exact: boolean;
}

/**
 * When the freeze of this moment is over: windows that follow one another, or lie over one another, are one freeze. Undefined
 * where a window has no end. Clocks of several zones are taken to keep the difference that they have now.
 */
export function findThaw(windows: readonly ClockedWindow[]): Thaw | undefined {
  let minutes = 0;
  for (;;) {
    const ends = windows.flatMap(({ window, local }) => minutesToEnd(window, later(local, minutes)) ?? []);
    if (ends.length === 0) return { minutes, exact: true };
    if (ends.includes(Number.POSITIVE_INFINITY)) return undefined;
    if (minutes >= HORIZON) return { minutes, exact: false };
    minutes += Math.max(...ends);
  }
}

function minutesToEnd(window: FreezeWindow, local: LocalTime): number | undefined {
  const end = endOfWindow(window, local);
  if (end === undefined) return undefined;
  if (end === NO_END) return Number.POSITIVE_INFINITY;
  return (Date.parse(`${end.replace(" ", "T")}:00Z`) - momentOf(local)) / 60_000;
}

/** The clock so many minutes later, as long as nobody turns it. */
export function later(local: LocalTime, minutes: number): LocalTime {
  const moment = new Date(momentOf(local) + minutes * 60_000);
  const text = moment.toISOString();
  const weekday = WEEKDAYS[(moment.getUTCDay() + 6) % 7] ?? local.weekday;
  return { ...local, date: text.slice(0, 10), time: text.slice(11, 16), weekday };
}

function momentOf({ date, time }: LocalTime): number {
  return Date.parse(`${date}T${time}:00Z`);
}
