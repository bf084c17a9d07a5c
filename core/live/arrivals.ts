import type { Measurement } from "../run/measurement.ts";
import { RECENT_POINTS } from "./live-metric.ts";

interface Mark {
  /** Position of the first value that came with this look. */
  readonly from: number;
  readonly time: number;
}

interface Seen {
  count: number;
  readonly marks: Mark[];
}

/**
 * Remembers when values were first seen, for those whose writer gave no time. Values of one metric only ever are added at
 * the end; where there are fewer than before, a file was written anew and its values count as seen now.
 */
export class Arrivals {
  readonly #seen = new Map<string, Seen>();

  /** The same measurements, each with a time where one is known. */
  stamp(measurements: readonly Measurement[], now: number): readonly Measurement[] {
    const totals = new Map<string, number>();
    for (const { metric } of measurements) totals.set(metric, (totals.get(metric) ?? 0) + 1);
    for (const [metric, total] of totals) this.#look(metric, total, now);
    const position = new Map<string, number>();
    return measurements.map((measurement) => {
      const at = position.get(measurement.metric) ?? 0;
      position.set(measurement.metric, at + 1);
      if (measurement.time !== null) return measurement;
      return { ...measurement, time: this.#timeOf(measurement.metric, at) };
    });
  }

  #look(metric: string, total: number, now: number): void {
    const seen = this.#seen.get(metric);
    if (seen === undefined || total < seen.count) {
      this.#seen.set(metric, { count: total, marks: [{ from: 0, time: now }] });
      return;
    }
    if (total === seen.count) return;
    seen.marks.push({ from: seen.count, time: now });
    if (seen.marks.length > RECENT_POINTS) seen.marks.shift();
    seen.count = total;
  }

  #timeOf(metric: string, at: number): number | null {
    return this.#seen.get(metric)?.marks.findLast(({ from }) => from <= at)?.time ?? null;
  }
}
