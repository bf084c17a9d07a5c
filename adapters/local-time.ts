import { type LocalTime, localTimeSchema } from "../core/policy/freeze-window.ts";

/** Whether the runtime's time zone database has the zone. */
export function isTimeZone(zone: string): boolean {
  return formatterFor(zone) !== undefined;
}

/** A moment as a clock on the wall shows it in an IANA time zone; undefined for a zone that is not known. */
export function localTime(instant: string, zone: string): LocalTime | undefined {
  const moment = Date.parse(instant);
  const formatter = formatterFor(zone);
  if (formatter === undefined || Number.isNaN(moment)) return undefined;
  const parts = new Map(formatter.formatToParts(moment).map(({ type, value }) => [type, value]));
  const part = (type: Intl.DateTimeFormatPartTypes) => parts.get(type) ?? "";
  const local = localTimeSchema.safeParse({
    zone,
    date: `${part("year")}-${part("month")}-${part("day")}`,
    time: `${part("hour")}:${part("minute")}`,
    weekday: part("weekday").toLowerCase(),
  });
  return local.success ? local.data : undefined;
}

/** Making one takes a hundred times as long as using it. There are some 600 zones; any spelling of one counts. */
const MAX_FORMATTERS = 1_000;
const formatters = new Map<string, Intl.DateTimeFormat>();

function formatterFor(zone: string): Intl.DateTimeFormat | undefined {
  const made = formatters.get(zone);
  if (made !== undefined) return made;
  const formatter = createFormatter(zone);
  if (formatter !== undefined && formatters.size < MAX_FORMATTERS) formatters.set(zone, formatter);
  return formatter;
}

function createFormatter(timeZone: string): Intl.DateTimeFormat | undefined {
  try {
    return new Intl.DateTimeFormat("en-US", {
      timeZone,
      calendar: "iso8601",
      numberingSystem: "latn",
      hourCycle: "h23",
      year: "numeric",
      month: "2-digit",
      day: "2-digit",
      hour: "2-digit",
      minute: "2-digit",
      weekday: "short",
    });
  } catch {
    return undefined;
  }
}
