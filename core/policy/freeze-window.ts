import { z } from "zod";

/** Days of the week as a policy writes them, in the order of the calendar. */
export const WEEKDAYS = ["mon", "tue", "wed", "thu", "fri", "sat", "sun"] as const;
export const weekdaySchema = z.enum(WEEKDAYS);

const dateSchema = z.string().regex(/^\d{4}-\d{2}-\d{2}$/, "a date is written 2026-12-20");
const HOURS = /^([01]\d|2[0-3]):[0-5]\d-(([01]\d|2[0-3]):[0-5]\d|24:00)$/;

const place = {
  zone: z
    .string()
    .regex(/^[A-Za-z0-9_+/-]{1,60}$/, "a time zone is written Europe/Berlin")
    .meta({ description: "IANA time zone in which the window is meant, e.g. Europe/Berlin or UTC" }),
  reason: z.string().min(1).max(200).optional().meta({ description: "shown with the refusal" }),
};

const weeklyWindowSchema = z.strictObject({
  days: z.array(weekdaySchema).min(1).max(7).meta({ description: "every week on these days" }),
  hours: z
    .string()
    .regex(HOURS, "hours are written 16:00-24:00")
    .optional()
    .meta({ description: "from-until within each of the days; without it the whole day" }),
  ...place,
});

const datedWindowSchema = z.strictObject({
  from: dateSchema.meta({ description: "first day" }),
  until: dateSchema.meta({ description: "last day, which is frozen as well" }),
  ...place,
});

/** A time in which nothing enters the stage. */
export const freezeWindowSchema = z
  .union([weeklyWindowSchema, datedWindowSchema], {
    error: "a window is { days, hours, zone } or { from, until, zone }",
  })
  .meta({ id: "FreezeWindow" });
export type FreezeWindow = z.infer<typeof freezeWindowSchema>;

/** The moment of the evaluation as a clock on the wall shows it in one time zone. */
export const localTimeSchema = z
  .strictObject({
    zone: z.string(),
    date: dateSchema,
    time: z.string().regex(/^([01]\d|2[0-3]):[0-5]\d$/),
    weekday: weekdaySchema,
  })
  .meta({ id: "LocalTime" });
export type LocalTime = z.infer<typeof localTimeSchema>;

/** Where a weekly window takes in the whole week. */
export const NO_END = "the policy is changed";

/** When the window that this local time lies in ends, `2026-01-05 00:00`; undefined outside of it. */
export function endOfWindow(window: FreezeWindow, local: LocalTime): string | undefined {
  if ("from" in window) {
    if (local.date < window.from || local.date > window.until) return undefined;
    return `${dayAfter(window.until, 1)} 00:00`;
  }
  if (!window.days.includes(local.weekday)) return undefined;
  if (window.hours === undefined) return endOfDays(window.days, local);
  const [from = "", until = ""] = window.hours.split("-");
  return local.time >= from && local.time < until ? `${local.date} ${until}` : undefined;
}

/** Days in a row are one window. */
function endOfDays(days: readonly LocalTime["weekday"][], { date, weekday }: LocalTime): string {
  const today = WEEKDAYS.indexOf(weekday);
  const open = [1, 2, 3, 4, 5, 6].find((ahead) => {
    const day = WEEKDAYS[(today + ahead) % 7];
    return day !== undefined && !days.includes(day);
  });
  return open === undefined ? NO_END : `${dayAfter(date, open)} 00:00`;
}

function dayAfter(date: string, days: number): string {
  const midnight = Date.parse(`${date}T00:00:00Z`);
  // A date that no calendar has, such as 2026-02-31, is refused when the policy is checked.
  return Number.isNaN(midnight) ? date : new Date(midnight + days * 86_400_000).toISOString().slice(0, 10);
}

/** What is wrong with a window beyond its form, or undefined. */
export function windowProblem(
  window: FreezeWindow,
): { readonly expected: string; readonly found: string } | undefined {
  if ("from" in window) {
    const odd = [window.from, window.until].find((date) => dayAfter(date, 0) !== date || !isDate(date));
    if (odd !== undefined) return { expected: "a date of the calendar", found: odd };
    if (window.from <= window.until) return undefined;
    return { expected: `until not before ${window.from}`, found: window.until };
  }
  const [from = "", until = ""] = window.hours?.split("-") ?? ["00:00", "24:00"];
  if (from < until) return undefined;
  return { expected: "hours that end after they begin; two windows for a night", found: `${from}-${until}` };
}

function isDate(date: string): boolean {
  return !Number.isNaN(Date.parse(`${date}T00:00:00Z`));
}
