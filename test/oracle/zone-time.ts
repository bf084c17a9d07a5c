/** A moment as a wall clock and a calendar of some place show it. */
export interface ZoneTime {
  readonly date: string;
  readonly time: string;
  readonly weekday: string;
}

interface Zone {
  /** Minutes east of Greenwich in winter. */
  readonly minutes: number;
  /** From when to when, in UTC milliseconds, an hour is added in this year. */
  readonly summer?: (year: number) => readonly [number, number];
}

/** The nth Sunday of a month (1-12), at an hour in UTC; counted from the month's end where n is negative. */
function sunday(year: number, month: number, n: number, hour: number): number {
  const days = Array.from({ length: 31 }, (_, day) => new Date(Date.UTC(year, month - 1, day + 1, hour)));
  const sundays = days.filter((day) => day.getUTCMonth() === month - 1 && day.getUTCDay() === 0);
  return sundays.at(n < 0 ? n : n - 1)?.getTime() ?? Number.NaN;
}

/** European Union since 1996, United States since 2007, India and Kiribati without summer time. */
const ZONES: Readonly<Record<string, Zone>> = {
  UTC: { minutes: 0 },
  "Europe/Berlin": { minutes: 60, summer: (year) => [sunday(year, 3, -1, 1), sunday(year, 10, -1, 1)] },
  "America/New_York": { minutes: -300, summer: (year) => [sunday(year, 3, 2, 7), sunday(year, 11, 1, 6)] },
  "Asia/Kolkata": { minutes: 330 },
  "Pacific/Kiritimati": { minutes: 840 },
};
export const KNOWN_ZONES = Object.keys(ZONES);

const WEEKDAYS = ["sun", "mon", "tue", "wed", "thu", "fri", "sat"];

export function zoneTime(at: string, name: string): ZoneTime {
  const zone = ZONES[name];
  if (zone === undefined) throw new Error(`the oracle has no calendar of ${name}`);
  const moment = Date.parse(at);
  const [begins, ends] = zone.summer?.(new Date(at).getUTCFullYear()) ?? [0, 0];
  const hour = moment >= begins && moment < ends ? 60 : 0;
  const shown = new Date(moment + (zone.minutes + hour) * 60_000);
  const text = shown.toISOString();
  return { date: text.slice(0, 10), time: text.slice(11, 16), weekday: WEEKDAYS[shown.getUTCDay()] ?? "" };
}
