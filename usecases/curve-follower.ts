import type { LivePiece } from "../core/ports/live.ts";
import type { CurvePoint, CurveSummary, TrackedRun, TrackingStore } from "../core/ports/tracking-store.ts";
import { soundTime } from "../core/run/merge-sources.ts";
import { windowAfter } from "../core/tracking/page.ts";

/** A curve as it was found, and what it is called where its points are taken. */
export interface FoundCurve {
  readonly run: TrackedRun;
  readonly curve: CurveSummary;
  readonly series: string;
}

export interface Taker {
  readonly take: (piece: LivePiece) => void;
  /** Lets others go first. */
  readonly pause: () => Promise<void>;
  /** Points that are read at once. */
  readonly piece: number;
}

/** Tells one curve as it grows. It stands where it has come to also when a look fails in the middle. */
export class CurveFollower {
  #count = 0;
  #last: CurvePoint | undefined;

  /**
   * Tells what was logged since the look before. Where points came before the place that it has come to, as clients of several
   * processes log them, the curve is told anew: extremes, and how many values came after them, hang on the order.
   */
  async look(store: TrackingStore, found: FoundCurve, taker: Taker): Promise<void> {
    const { count } = found.curve;
    if (this.#count >= count) return;
    await this.#readOn(store, found, taker);
    // More may have been logged since they were counted; what came before this place then shows in the next look.
    if (this.#count >= count) return;
    this.#count = 0;
    this.#last = undefined;
    await this.#readOn(store, found, taker);
  }

  async #readOn(
    store: TrackingStore,
    { run, curve: { key }, series }: FoundCurve,
    { take, pause, piece }: Taker,
  ): Promise<void> {
    for (let more = true; more; ) {
      const page = await store.readCurve(run.id, key, windowAfter(this.#last, piece));
      if (page.items.length > 0) take({ series, from: this.#count, points: page.items.map(timed) });
      this.#count += page.items.length;
      this.#last = page.items.at(-1) ?? this.#last;
      more = page.more;
      await pause();
    }
  }
}

/** As the record has it. */
export function timed({ step, time, value }: CurvePoint): LivePiece["points"][number] {
  return { step, time: soundTime(time), value };
}
