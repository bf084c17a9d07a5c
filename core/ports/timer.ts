/** Something that happens again and again, one at a time. */
export interface Ticking {
  /** No tick begins any more; resolves when the running one has ended. */
  stop(): Promise<void>;
}

export interface Timer {
  /** Calls `tick` every so many milliseconds, counted from the end of the one before. It keeps no process alive. */
  every(milliseconds: number, tick: () => Promise<void>): Ticking;
}
