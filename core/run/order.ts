import type { Run } from "./run.ts";

type Begun = Pick<Run, "id" | "startedAt">;

/**
 * Newest start first; runs that began together by id. Moments are compared as times, because one may be written with
 * milliseconds and the other without.
 */
export function newestFirst(a: Begun, b: Begun): number {
  return Date.parse(b.startedAt) - Date.parse(a.startedAt) || (a.id < b.id ? -1 : a.id > b.id ? 1 : 0);
}
