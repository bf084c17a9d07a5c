import type { Time } from "../../app/time.ts";

/**
 * How much faster the App's pauses pass than on a wall clock. Higher would let leases end under an App that is merely
 * waiting for the processor.
 */
export const SPEED = 50;

/** Looking for work more often than this would be most of the work. */
const MIN_INTERVAL_MS = 50;

/** The clock of one run: it outlives every start of the App, as the clock of a machine does. */
export function startFastClock(): () => number {
  const base = Date.now();
  const began = performance.now();
  return () => Math.floor(base + (performance.now() - began) * SPEED);
}

/** Time on which pauses are short; it dies with its App, timers and all. */
export class FastTime implements Time {
  readonly #timers = new Set<NodeJS.Timeout>();
  #dead = false;

  readonly now: () => number;

  constructor(now: () => number) {
    this.now = now;
  }

  // Bound to their object, for the App passes them on one by one.
  readonly sleep = (milliseconds: number): Promise<void> =>
    new Promise((resolve) => {
      if (this.#dead) return;
      const timer = setTimeout(() => {
        this.#timers.delete(timer);
        resolve();
      }, milliseconds / SPEED);
      this.#timers.add(timer);
    });

  readonly every = (milliseconds: number, work: () => void): (() => void) => {
    if (this.#dead) return () => {};
    const timer = setInterval(work, Math.max(MIN_INTERVAL_MS, milliseconds / SPEED));
    this.#timers.add(timer);
    return () => {
      clearInterval(timer);
      this.#timers.delete(timer);
    };
  };

  /** Whoever sleeps never wakes up. */
  die(): void {
    this.#dead = true;
    for (const timer of this.#timers) clearTimeout(timer);
    this.#timers.clear();
  }
}
