import type { LocalTime } from "../policy/freeze-window.ts";

/** Time and chance, kept out of the core: both are constant within one evaluation. */
export interface Clock {
  /** The present moment, `2026-01-31T12:00:00Z`. */
  now(): string;
  /**
   * What a clock on the wall shows at this moment in an IANA time zone; undefined for a zone that it does not know.
   * A clock without it leaves freezes unknown, so nothing enters a stage that has some.
   */
  local?(instant: string, zone: string): LocalTime | undefined;
}
