import type { Time } from "../../app/time.ts";
import type { Course } from "./course.ts";

/** A process's clock and pauses in a history; they end with the process. */
export class LifeTime implements Time {
  readonly #course: Course;
  readonly #ends = new Set<() => void>();
  #dead = false;

  readonly now: () => number;

  constructor(course: Course) {
    this.#course = course;
    this.now = course.now;
  }

  // Bound to their object, for the App passes them on one by one.
  readonly sleep = (milliseconds: number): Promise<void> =>
    new Promise((resolve) => {
      this.#later(milliseconds, resolve);
    });

  readonly every = (milliseconds: number, work: () => void): (() => void) => {
    let end = () => {};
    const again = () => {
      end = this.#later(milliseconds, () => {
        again();
        work();
      });
    };
    again();
    return () => end();
  };

  /** Whoever sleeps never wakes up. */
  die(): void {
    this.#dead = true;
    for (const end of this.#ends) end();
    this.#ends.clear();
  }

  #later(milliseconds: number, happen: () => void): () => void {
    if (this.#dead) return () => {};
    const end = this.#course.later(milliseconds, () => {
      this.#ends.delete(end);
      happen();
    });
    this.#ends.add(end);
    return () => {
      this.#ends.delete(end);
      end();
    };
  }
}
