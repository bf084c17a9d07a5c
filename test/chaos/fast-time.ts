import type { Time } from "../../app/time.ts";

/**
 * How much faster the App's pauses pass than on a wall clock. Higher would let leases end under an App that is merely
 * waiting for the processor.
 */
const SPEED = 50;

/** A clock on which pauses are short; it dies with its App, timers and all. */
export class FastTime implements Time {
  readonly #began = performance.now();
  readonly #base: number;
  readonly #timers = new Set<NodeJS.Timeout>();
  #dead = false;

  constructor(base: number) {
    this.#base = base;
  }

  // Bound to their object, for the App passes them on one by one.
  readonly now = (): number => Math.floor(this.#base + (performance.now() - this.#began) * SPEED);

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
    const timer = setInterval(work, Math.max(1, milliseconds / SPEED));
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
