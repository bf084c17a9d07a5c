/** Time and chance, kept out of the core: both are constant within one evaluation. */
export interface Clock {
  /** The present moment, `2026-01-31T12:00:00Z`. */
  now(): string;
}
