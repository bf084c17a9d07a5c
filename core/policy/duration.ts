import { z } from "zod";

/** How long: a whole number of minutes, hours or days, as people write it in a policy. */
export const durationSchema = z
  .string()
  .regex(/^[1-9][0-9]{0,3}[mhd]$/, "a duration is written 30m, 24h or 7d")
  .meta({ description: "a whole number of minutes, hours or days: 30m, 24h, 7d" });

const MILLISECONDS = { m: 60_000, h: 3_600_000, d: 86_400_000 } as const;

/** Milliseconds of a duration that the schema accepted; a day is 24 hours, whatever clocks do. */
export function durationMs(text: string): number {
  const unit = text.endsWith("m") ? "m" : text.endsWith("h") ? "h" : "d";
  return Number.parseInt(text, 10) * MILLISECONDS[unit];
}

/** The first full second at least a duration after another moment: `2026-01-31T12:00:00Z`. */
export function momentAfter(instant: string, duration: string): string {
  const seconds = Math.ceil((Date.parse(instant) + durationMs(duration)) / 1000);
  return new Date(seconds * 1000).toISOString().replace(/\.\d+Z$/, "Z");
}

/** Negative when `a` comes first. Text does not sort by time where only one has fractions of a second. */
export function compareInstants(a: string, b: string): number {
  return Date.parse(a) - Date.parse(b);
}
