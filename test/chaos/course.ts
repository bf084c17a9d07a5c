import { setTimeout as realPause } from "node:timers/promises";
import type { Random } from "./random.ts";

/** When every history begins. */
export const BEGINNING = Date.UTC(2026, 0, 5, 9);

/** Turns of the event loop without anything new after which nothing is under way any more. */
const CALM_TURNS = 4;

/** More than all pauses of the App together. */
const MAX_DRIVE_MS = 2 * 3_600_000;
const MAX_PAUSES = 30_000;

interface Event {
  readonly at: number;
  readonly order: number;
  /** What comes by itself, or a pause of the App's that may end long after all else. */
  readonly kind: "work" | "timer";
  readonly happen: () => unknown;
}

/**
 * The course of one history: whatever takes time (a request, a webhook, a pause) is an event on one clock, and events
 * happen one after the other, each only when the App has done everything that the one before led to. How long something
 * takes comes from the seed, and not from the machine, so that the same seed gives the same history under any load.
 */
export class Course {
  readonly #random: Random;
  readonly #events = new Set<Event>();
  #now: number;
  #count = 0;
  #outside = 0;
  #lastOutside: Promise<unknown> = Promise.resolve();
  #settled: () => Promise<void> = async () => {};

  constructor(random: Random, beginning: number = BEGINNING) {
    this.#random = random;
    this.#now = beginning;
  }

  /** Milliseconds since 1970, by the one clock of the App and of GitHub. */
  readonly now = (): number => this.#now;

  /** What has to be waited for beside the App: `settled` resolves when GitHub has done all that follows from a request. */
  accompany(settled: () => Promise<void>): void {
    this.#settled = settled;
  }

  /** Whether something is on its way, and not merely set for later. */
  get hasWork(): boolean {
    return [...this.#events].some(({ kind }) => kind === "work");
  }

  /** When the next event is due; undefined where nothing is to come. */
  get nextAt(): number | undefined {
    return this.#next()?.at;
  }

  /** A time between half and twice of what is usual, as chance has it. */
  around(milliseconds: number): number {
    return this.#random.int(Math.ceil(milliseconds / 2), milliseconds * 2);
  }

  /** Does something at a time that lies ahead, and resolves with what came of it; nothing else happens meanwhile. */
  work<T>(milliseconds: number, perform: () => Promise<T>): Promise<T> {
    const { promise, resolve, reject } = Promise.withResolvers<T>();
    this.#add("work", milliseconds, () => perform().then(resolve, reject));
    return promise;
  }

  /** Does something later, unless the returned function is called before. */
  later(milliseconds: number, happen: () => void): () => void {
    const event = this.#add("timer", milliseconds, happen);
    return () => void this.#events.delete(event);
  }

  sleep(milliseconds: number): Promise<void> {
    return new Promise((resolve) => void this.later(milliseconds, resolve));
  }

  /**
   * Waits for something that other threads do, such as signing: the history stands still meanwhile, and what was begun first
   * is done first.
   */
  async outside<T>(promise: Promise<T>): Promise<T> {
    this.#count += 1;
    this.#outside += 1;
    const before = this.#lastOutside;
    this.#lastOutside = Promise.allSettled([before, promise]);
    try {
      await before;
      return await promise;
    } finally {
      this.#count += 1;
      this.#outside -= 1;
    }
  }

  /** The next event and everything that follows from it at once; false where nothing is to come. */
  async step(): Promise<boolean> {
    const event = this.#next();
    if (event === undefined) return false;
    this.#events.delete(event);
    this.#now = Math.max(this.#now, event.at);
    await event.happen();
    await this.calm();
    return true;
  }

  /** Nothing happens until then. */
  pauseUntil(at: number): void {
    this.#now = Math.max(this.#now, at);
  }

  /** Lets events happen until the promise is settled. Raises when it is not after hours, or when nothing is left to happen. */
  async drive<T>(promise: Promise<T>): Promise<T> {
    const limit = this.#now + MAX_DRIVE_MS;
    let isSettled = false;
    const settled = promise.finally(() => {
      isSettled = true;
    });
    settled.catch(() => {});
    await this.calm();
    for (let pauses = 0; !isSettled; ) {
      if (this.#now > limit || pauses > MAX_PAUSES) throw new Error("what was begun comes to no end");
      if (await this.step()) continue;
      // A module that is loaded for the first time, or a port that is opened: the machine's own business.
      pauses += 1;
      await realPause(1);
    }
    return await settled;
  }

  /** Until whoever runs has come to wait for an event. */
  async calm(): Promise<void> {
    await this.#settled();
    for (let still = 0; still < CALM_TURNS; ) {
      const before = this.#count;
      await (this.#outside > 0 ? realPause(0) : turn());
      const isStill = this.#count === before && this.#outside === 0;
      if (!isStill) await this.#settled();
      still = isStill ? still + 1 : 0;
    }
  }

  #add(kind: Event["kind"], milliseconds: number, happen: () => unknown): Event {
    this.#count += 1;
    const event = { at: Math.ceil(this.#now + milliseconds), order: this.#count, kind, happen };
    this.#events.add(event);
    return event;
  }

  #next(): Event | undefined {
    let next: Event | undefined;
    for (const event of this.#events) {
      if (next === undefined || event.at < next.at || (event.at === next.at && event.order < next.order)) {
        next = event;
      }
    }
    return next;
  }
}

function turn(): Promise<void> {
  return new Promise((resolve) => setImmediate(resolve));
}
