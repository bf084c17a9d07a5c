/** A stretch of a text, `end` not included. */
export interface Span {
  readonly start: number;
  readonly end: number;
}

/** Every form has at least as many characters; the first so many of each are looked for before anything else. */
export const MIN_FORM = 8;
const BASE = 31;
const LEAD = BASE ** (MIN_FORM - 1) % 2 ** 16;
const BUCKETS = 2 ** 16;
/** ASCII characters of so many nodes have a table (32 MB at most), which is made when it is first needed. */
const COLUMNS = 128;
const ROWS = 2 ** 16;

/**
 * Finds any of many texts in one pass, in time that grows with the length of what is searched and with nothing else. Nearly
 * no text holds any, so a rolling sum of eight characters decides first (Karp and Rabin, 1987); only where it hits, an
 * automaton over all forms reads on (Aho and Corasick, 1975).
 */
export class KnownForms {
  /** The first eight characters of each form, and their sums. */
  readonly #beginnings = new Set<string>();
  readonly #sums = new Uint8Array(BUCKETS);
  /** The automaton: node and character → node; for each node where to go on, and the longest form that ends there. */
  readonly #next = new Map<number, number>();
  #table: Int32Array | undefined;
  readonly #fallback: number[] = [0];
  readonly #longest: number[] = [0];
  /** How many characters lead to each node, which of them have children, and how many lead to the deepest. */
  readonly #depth: number[] = [0];
  readonly #inner = new Set<number>();
  #deepest = 0;

  constructor(forms: Iterable<string>) {
    for (const form of new Set(forms)) {
      if (form.length >= MIN_FORM) this.#add(form);
    }
    this.#link();
  }

  /** Where forms stand, in order; those that overlap are one. */
  find(text: string): readonly Span[] {
    return this.#mayHold(text) ? this.#read(text) : [];
  }

  /**
   * How many characters at the end of a text may be the beginning of a form that what follows completes. A form that has
   * ended is none, but where a longer one begins with it.
   */
  beginningAt(text: string): number {
    this.#table ??= this.#tabulate();
    let node = 0;
    for (let at = Math.max(0, text.length - this.#deepest + 1); at < text.length; at += 1)
      node = this.#follow(this.#table, node, text.charCodeAt(at));
    while (node !== 0 && !this.#inner.has(node)) node = this.#fallback[node] ?? 0;
    return this.#depth[node] ?? 0;
  }

  #mayHold(text: string): boolean {
    let sum = 0;
    for (let at = 0; at < text.length; at += 1) {
      if (at >= MIN_FORM) sum -= text.charCodeAt(at - MIN_FORM) * LEAD;
      sum = (sum * BASE + text.charCodeAt(at)) & (BUCKETS - 1);
      if (at < MIN_FORM - 1 || this.#sums[sum] !== 1) continue;
      if (this.#beginnings.has(text.slice(at + 1 - MIN_FORM, at + 1))) return true;
    }
    return false;
  }

  #read(text: string): readonly Span[] {
    const spans: { start: number; end: number }[] = [];
    this.#table ??= this.#tabulate();
    const table = this.#table;
    let node = 0;
    for (let at = 0; at < text.length; at += 1) {
      node = this.#follow(table, node, text.charCodeAt(at));
      const length = this.#longest[node] ?? 0;
      if (length === 0) continue;
      const span = { start: at + 1 - length, end: at + 1 };
      // A longer form may have begun before those that were found inside of it.
      while ((spans.at(-1)?.end ?? 0) > span.start) {
        span.start = Math.min(span.start, spans.pop()?.start ?? span.start);
      }
      spans.push(span);
    }
    return spans;
  }

  /** Where a character leads from a node: to a child of it, or of the nearest that is left when beginnings are given up. */
  #follow(table: Int32Array, from: number, char: number): number {
    let node = from;
    let next = this.#step(table, node, char);
    while (next === 0 && node !== 0) {
      node = this.#fallback[node] ?? 0;
      next = this.#step(table, node, char);
    }
    return next;
  }

  /** The child of a node, 0 where there is none: the root is nobody's child. */
  #step(table: Int32Array, node: number, char: number): number {
    if (node < ROWS && char < COLUMNS) return table[node * COLUMNS + char] ?? 0;
    return this.#next.get(node * BUCKETS + char) ?? 0;
  }

  #tabulate(): Int32Array {
    const table = new Int32Array(Math.min(ROWS, this.#longest.length) * COLUMNS);
    for (const [key, to] of this.#next) {
      const [node, char] = [Math.floor(key / BUCKETS), key % BUCKETS];
      if (node < ROWS && char < COLUMNS) table[node * COLUMNS + char] = to;
    }
    return table;
  }

  #add(form: string): void {
    let sum = 0;
    for (let at = 0; at < MIN_FORM; at += 1) sum = (sum * BASE + form.charCodeAt(at)) & (BUCKETS - 1);
    this.#sums[sum] = 1;
    this.#beginnings.add(form.slice(0, MIN_FORM));
    let node = 0;
    for (let at = 0; at < form.length; at += 1) {
      const key = node * BUCKETS + form.charCodeAt(at);
      let next = this.#next.get(key);
      if (next === undefined) {
        next = this.#longest.push(0) - 1;
        this.#depth.push(at + 1);
        this.#inner.add(node);
        this.#next.set(key, next);
      }
      node = next;
    }
    this.#longest[node] = form.length;
    this.#deepest = Math.max(this.#deepest, form.length);
  }

  /** Breadth first: edges were added parents before children, so a map of them in order is enough. */
  #link(): void {
    const edges = [...this.#next].map(([key, to]) => ({
      from: Math.floor(key / BUCKETS),
      char: key % BUCKETS,
      to,
    }));
    edges.sort((a, b) => (this.#depth[a.to] ?? 0) - (this.#depth[b.to] ?? 0));
    for (const { from, char, to } of edges) {
      let node = from;
      let found: number | undefined;
      while (found === undefined && node !== 0) {
        node = this.#fallback[node] ?? 0;
        found = this.#next.get(node * BUCKETS + char);
      }
      const target = found ?? 0;
      this.#fallback[to] = target;
      if (this.#longest[to] === 0) this.#longest[to] = this.#longest[target] ?? 0;
    }
  }
}
