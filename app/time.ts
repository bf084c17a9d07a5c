/** Time as the App feels it. Tests of faults give one that runs faster than the world's. */
export interface Time {
  /** Milliseconds since 1970. */
  readonly now: () => number;
  readonly sleep: (milliseconds: number) => Promise<void>;
  /** Does something again and again; returns what ends that. */
  readonly every: (milliseconds: number, work: () => void) => () => void;
}

export const wallTime: Time = {
  now: Date.now,
  sleep: (milliseconds) => new Promise((resolve) => setTimeout(resolve, milliseconds)),
  every(milliseconds, work) {
    const timer = setInterval(work, milliseconds);
    return () => clearInterval(timer);
  },
};
