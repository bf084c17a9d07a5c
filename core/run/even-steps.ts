/**
 * Values over steps, of which at most `limit` are kept however many come: evenly spaced, the first and the last among them.
 * It needs room for twice as many.
 */
export class EvenSteps<T> {
  readonly #limit: number;
  #kept: T[] = [];
  #stride = 1;
  #seen = 0;
  #last: T | undefined;

  /** `limit` is 2 or more. */
  constructor(limit: number) {
    this.#limit = limit;
  }

  add(value: T): void {
    if (this.#seen % this.#stride === 0) this.#kept.push(value);
    this.#last = value;
    this.#seen += 1;
    if (this.#kept.length < this.#limit * 2) return;
    this.#kept = this.#kept.filter((_, at) => at % 2 === 0);
    this.#stride *= 2;
  }

  values(): readonly T[] {
    const isLastKept = (this.#seen - 1) % this.#stride === 0;
    const all = isLastKept || this.#last === undefined ? this.#kept : [...this.#kept, this.#last];
    return pickEvenly(all, this.#limit);
  }
}

/** At most `limit` (2 or more) of these, evenly spaced, the first and the last among them. */
export function pickEvenly<T>(values: readonly T[], limit: number): readonly T[] {
  if (values.length <= limit) return values;
  const step = (values.length - 1) / (limit - 1);
  const places = new Set(Array.from({ length: limit }, (_, at) => Math.round(at * step)));
  return values.filter((_, at) => places.has(at));
}
