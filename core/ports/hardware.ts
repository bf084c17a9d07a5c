/** How busy the machine was at one moment. Values by name, in the unit that the name ends with (core/run/hardware.ts). */
export interface HardwareSample {
  /** Milliseconds since 1970. */
  readonly time: number;
  readonly values: Readonly<Record<string, number>>;
}

/**
 * Looks at the machine. What it cannot tell is left out of a sample; it never throws. Rates are over the time since the
 * sample before, so that the first one has none, and amounts count from the first one on.
 */
export interface HardwareSampler {
  sample(): Promise<HardwareSample>;
}
