import type { LiveFinds, LivePiece } from "../ports/live.ts";
import { Arrivals } from "./arrivals.ts";
import { GrowingMetric, type LiveMetric, type LiveMetrics } from "./live-metric.ts";

interface Folded {
  readonly arrivals: Arrivals;
  readonly growing: GrowingMetric;
  /** As it was after the newest piece. */
  readonly metric: LiveMetric;
}

/**
 * Folds the pieces of series as they are told, so that a look costs what is new in it. However a series is cut into pieces, the
 * metrics are the same.
 */
export class LiveFold {
  readonly #series = new Map<string, Folded>();

  /** `now` is the time of values whose writer gave none, and which were not told before. */
  take(piece: LivePiece, now: number): void {
    const known = this.#series.get(piece.series);
    if (piece.from === 0 && piece.points.length === 0) {
      this.#series.delete(piece.series);
      return;
    }
    const arrivals = known?.arrivals ?? new Arrivals();
    const growing = piece.from === 0 || known === undefined ? new GrowingMetric() : known.growing;
    for (const point of arrivals.stamp(piece, now)) growing.add(point);
    this.#series.set(piece.series, { arrivals, growing, metric: growing.metric });
  }

  /** The metrics of the series that have a name. */
  metrics(names: LiveFinds["metrics"]): LiveMetrics {
    const named = new Map<string, LiveMetric>();
    for (const [series, name] of names) {
      const folded = this.#series.get(series);
      if (folded !== undefined) named.set(name, folded.metric);
    }
    return named;
  }
}
