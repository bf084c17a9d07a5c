/** One line of a bench's table. */
export interface BenchRow {
  readonly name: string;
  readonly value: number;
  readonly unit: string;
  /** What is asked for; left out where there is nothing to meet. */
  readonly target?: string;
}
