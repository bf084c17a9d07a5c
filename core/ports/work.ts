/** How far long work has come. */
export interface WorkTold {
  /** What is being done, the same words from its beginning to its end, e.g. `hashing data`. */
  readonly what: string;
  readonly done: number;
  /** How much there is in all, where that is known beforehand. */
  readonly total?: number;
  /** What is counted; shown with the number, in units of a thousand for bytes. */
  readonly unit: "bytes" | "commits" | "moves" | "requests";
  /** What else has come of it so far, e.g. `12 runs`. */
  readonly beside?: string;
}

/** Told while long work goes on, as often as it likes: whoever shows it chooses what is worth a line. It never raises. */
export type TellWork = (told: WorkTold) => void;
