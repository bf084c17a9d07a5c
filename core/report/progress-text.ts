import { timeLeft } from "../live/pace.ts";
import type { Progress } from "../live/progress.ts";

/** `epoch 5 of 8`, or `step 120` where nobody says how many there will be. */
export function progressText({ unit, done, total }: Progress): string {
  const shown = (value: number) => String(Number(value.toFixed(2)));
  return total === null ? `${unit} ${shown(done)}` : `${unit} ${shown(done)} of ${shown(total)}`;
}

/** Seconds until the end; null where it is not known. `now` is milliseconds since 1970. */
export function secondsLeft(progress: Progress | null, now: number): number | null {
  if (progress === null || progress.total === null) return null;
  return timeLeft(progress.total - progress.done, progress.pace, now);
}
