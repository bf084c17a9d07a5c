import type { LocalTime } from "../policy/freeze-window.ts";

/** What a clock on the wall shows at a moment in an IANA time zone; undefined for a zone that it does not know. */
export type ZonedTime = (instant: string, zone: string) => LocalTime | undefined;

/** Time and chance, kept out of the core: both are constant within one evaluation. */
export interface Clock {
  /** The present moment, `2026-01-31T12:00:00Z`. */
  now(): string;
  /** A clock without it leaves freezes unknown, so nothing enters a stage that has some. */
  local?: ZonedTime;
}
