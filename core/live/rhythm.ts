/** Milliseconds between two looks at a training, before its first page, and between two pages. */
export interface WatchRhythm {
  readonly look: number;
  readonly first: number;
  readonly between: number;
}

export const WATCH_RHYTHM: WatchRhythm = { look: 1_000, first: 30_000, between: 30_000 };

/** Of a training whose end nobody asks for: only pages are looked for, by a process that serves the training meanwhile. */
export const JOB_RHYTHM: WatchRhythm = { ...WATCH_RHYTHM, look: 10_000 };
