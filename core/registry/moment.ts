import { PedigreeError } from "../errors.ts";

/** A moment that somebody asked about. */
export interface Moment {
  /** The last instant that still belongs to it, in UTC with milliseconds. */
  readonly until: string;
  /** A date was given, so the end of that day in UTC is meant. */
  readonly wholeDay: boolean;
}

/** `2026-06-30` (the end of that day, UTC) or `2026-06-30T12:00:00Z`. Raises INPUT_INVALID for anything else. */
export function parseMoment(text: string, subject: string): Moment {
  const wholeDay = /^\d{4}-\d{2}-\d{2}$/.test(text);
  const written = wholeDay ? `${text}T23:59:59.999Z` : text;
  const isInstant = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}(:\d{2}(\.\d{1,3})?)?Z$/.test(written);
  const time = isInstant ? Date.parse(written) : Number.NaN;
  const until = Number.isNaN(time) ? undefined : new Date(time).toISOString();
  // JavaScript reads 30 February as 2 March; a day that does not exist is a mistake to be told.
  if (until !== undefined && until.slice(0, 10) === written.slice(0, 10)) return { until, wholeDay };
  throw new PedigreeError("INPUT_INVALID", "not a moment", {
    subject,
    expected: "a date such as 2026-06-30, or a moment in UTC such as 2026-06-30T12:00:00Z",
    found: JSON.stringify(text.slice(0, 60)),
  });
}

/** Whether an instant lies in the moment or before it. */
export function isUntil({ until }: Moment, instant: string): boolean {
  return Date.parse(instant) <= Date.parse(until);
}
