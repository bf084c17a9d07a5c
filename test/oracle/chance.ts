/** Numbers that look random and come again with their seed: SplitMix32. */
export class Chance {
  private state: number;

  constructor(seed: number) {
    this.state = seed | 0;
  }

  /** From 0 up to, and without, 1. */
  next(): number {
    this.state = (this.state + 0x9e3779b9) | 0;
    let z = this.state ^ (this.state >>> 16);
    z = Math.imul(z, 0x21f0aaad);
    z ^= z >>> 15;
    z = Math.imul(z, 0x735a2d97);
    return ((z ^ (z >>> 15)) >>> 0) / 2 ** 32;
  }

  /** A whole number from one to another, both included. */
  int(from: number, to: number): number {
    return from + Math.floor(this.next() * (to - from + 1));
  }

  yes(share: number): boolean {
    return this.next() < share;
  }

  pick<T>(from: readonly T[]): T {
    const one = from[this.int(0, from.length - 1)];
    if (one === undefined) throw new Error("nothing to pick from");
    return one;
  }

  /** At least so many, in the order in which they stand. */
  some<T>(from: readonly T[], least = 1): readonly T[] {
    const share = this.next();
    const some = from.filter(() => this.yes(share));
    return some.length >= least ? some : from.slice(0, least);
  }

  /** The usual value, or now and then one of the others. */
  mostly<T>(share: number, usual: T, ...others: readonly T[]): T {
    return this.yes(share) ? usual : this.pick(others);
  }

  shuffled<T>(given: readonly T[]): readonly T[] {
    return given
      .map((one) => ({ one, at: this.next() }))
      .toSorted((a, b) => a.at - b.at)
      .map(({ one }) => one);
  }

  list<T>(least: number, most: number, make: () => T): readonly T[] {
    return Array.from({ length: this.int(least, most) }, make);
  }
}
