import type { BarsFigure, ColumnsFigure } from "./figure.ts";

/** A table with bars. A row has a `name`, or it is a bin and reaches from `from` to `to`. */
export interface BarsView {
  readonly of: string;
  readonly measure: string;
  /** What the words tell; empty for none. */
  readonly words: string;
  readonly rows: readonly BarView[];
  readonly omitted: number;
}

export interface BarView {
  readonly name: string;
  readonly binned: boolean;
  readonly from: number;
  readonly to: number;
  readonly value: number;
  readonly bar: string;
  readonly word: string;
}

const MAX_BARS = 15;
const BAR_WIDTH = 20;

export function barsView({ of, measure, words, bars }: BarsFigure): BarsView {
  const largest = Math.max(0, ...bars.slice(0, MAX_BARS).map(({ value }) => Math.abs(value)));
  const rows = bars.slice(0, MAX_BARS).map(({ name, value, word }) => ({
    name,
    binned: false,
    from: 0,
    to: 0,
    value,
    bar: barOf(value, largest),
    word,
  }));
  return { of, measure, words, rows, omitted: bars.length - rows.length };
}

/** The bins of a histogram, as many of them joined as makes them fit. */
export function columnsView({ x, y, bins }: ColumnsFigure): BarsView {
  const joined = Math.ceil(bins.length / MAX_BARS);
  const groups = Array.from({ length: Math.ceil(bins.length / joined) }, (_, i) =>
    bins.slice(i * joined, (i + 1) * joined),
  );
  const values = groups.map((group) => group.reduce((sum, { count }) => sum + count, 0));
  const largest = Math.max(0, ...values);
  const rows = groups.map((group, i) => {
    const value = values[i] ?? 0;
    const ends = { from: group[0]?.from ?? 0, to: group.at(-1)?.to ?? 0 };
    return { name: "", binned: true, ...ends, value, bar: barOf(value, largest), word: "" };
  });
  return { of: x, measure: y, words: "", rows, omitted: 0 };
}

function barOf(value: number, largest: number): string {
  return largest === 0 ? "" : "█".repeat(Math.round((Math.abs(value) / largest) * BAR_WIDTH));
}
