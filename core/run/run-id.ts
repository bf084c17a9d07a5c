import type { RunId } from "../names.ts";
import { runIdSchema } from "../names.ts";

/**
 * A run id, UUIDv7 (RFC 9562, section 5.7) without hyphens: 48 bits of milliseconds since 1970, so that ids sort by time,
 * then version and variant, then the 74 random bits taken from `random` (at least 10 bytes).
 */
export function formatRunId(milliseconds: number, random: Uint8Array): RunId {
  const time = milliseconds.toString(16).padStart(12, "0");
  const hex = Array.from(random.subarray(0, 10), (byte) => byte.toString(16).padStart(2, "0")).join("");
  const variant = (8 + (Number.parseInt(hex.slice(4, 5), 16) % 4)).toString(16);
  return runIdSchema.parse(`${time}7${hex.slice(0, 3)}${variant}${hex.slice(5, 20)}`);
}

/** When the run began, in milliseconds since 1970, as its id says: the first 48 bits. */
export function runIdTime(id: RunId): number {
  return Number.parseInt(id.slice(0, 12), 16);
}
