/** When something was reached; times are milliseconds since 1970, null where they are not known. */
export interface Sample {
  readonly at: number;
  readonly time: number | null;
}

export interface Pace {
  /** Seconds for one step (or epoch). */
  readonly seconds: number;
  /** When the newest one was reached. */
  readonly newest: number;
}

/** Groups of neighbouring samples that are timed. */
const GROUPS = 12;
/** One group alone would take the start of a training, or a pause, for its speed. */
const FEWEST_GROUPS = 2;

/**
 * The median time of a step in the recent past. Points that were read in bunches share a time, and two bunches may lie more
 * or less far apart than their steps say, so neighbours are timed together. A pause is in one group, and moves
 * the median little. Null where there are not enough samples.
 */
export function paceOf(samples: readonly Sample[]): Pace | null {
  const known = advancing(samples);
  const last = known.at(-1);
  const size = Math.ceil((known.length - 1) / GROUPS);
  if (last === undefined || size < 1) return null;
  const durations: number[] = [];
  for (let end = known.length - 1; end - size >= 0; end -= size) {
    const [from, to] = [known[end - size], known[end]];
    if (from === undefined || to === undefined) break;
    durations.push((to.time - from.time) / (to.at - from.at) / 1000);
  }
  if (durations.length < FEWEST_GROUPS) return null;
  return { seconds: median(durations), newest: last.time };
}

interface Moment {
  readonly at: number;
  readonly time: number;
}

/** Samples that go forward in both; of those at one time the farthest. A resumed training counts from where it stands. */
function advancing(samples: readonly Sample[]): readonly Moment[] {
  const kept: Moment[] = [];
  for (const { at, time } of samples) {
    const last = kept.at(-1);
    if (time === null || !Number.isFinite(at)) continue;
    if (last !== undefined && at < last.at) kept.length = 0;
    else if (last !== undefined && (at === last.at || time < last.time)) continue;
    else if (last !== undefined && time === last.time) kept.pop();
    kept.push({ at, time });
  }
  return kept;
}

export function median(values: readonly number[]): number {
  const sorted = values.toSorted((a, b) => a - b);
  const middle = Math.floor(sorted.length / 2);
  const upper = sorted[middle] ?? Number.NaN;
  return sorted.length % 2 === 1 ? upper : ((sorted[middle - 1] ?? upper) + upper) / 2;
}

/** A training of which nothing was heard for so many steps is not on its way. */
const STALLED_STEPS = 10;

/**
 * Seconds until `remaining` more are done; null where the pace is not known, or nothing was heard for so long that it
 * says nothing any more.
 */
export function timeLeft(remaining: number, pace: Pace | null, now: number): number | null {
  if (pace === null || remaining < 0) return null;
  const silence = Math.max(0, (now - pace.newest) / 1000);
  if (silence > Math.max(60, STALLED_STEPS * pace.seconds)) return null;
  return Math.max(0, remaining * pace.seconds - Math.min(silence, pace.seconds));
}
