import type { LivePiece, LivePoint } from "../ports/live.ts";
import { RECENT_POINTS } from "./live-metric.ts";

interface Mark {
  /** Position of the first value that came with this look. */
  readonly from: number;
  readonly time: number;
}

/**
 * Remembers when the values of one series were first seen, for those whose writer gave no time. Values only ever are added at
 * the end; where a series is told anew with fewer than before, a file was written anew and its values count as seen now.
 */
export class Arrivals {
  #count = 0;
  #marks: Mark[] = [];

  /** The same points, each with a time where one is known. */
  stamp({ from, points }: Pick<LivePiece, "from" | "points">, now: number): readonly LivePoint[] {
    if (points.every(({ time }) => time !== null)) return points;
    this.#look(from, from + points.length, now);
    return points.map((point, index) =>
      point.time === null ? { ...point, time: this.#timeOf(from + index) } : point,
    );
  }

  #look(from: number, total: number, now: number): void {
    const isAnew = from === 0 && total < this.#count;
    if (isAnew) this.#marks = [];
    if (!isAnew && total <= this.#count) return;
    this.#marks.push({ from: isAnew ? 0 : this.#count, time: now });
    if (this.#marks.length > RECENT_POINTS) this.#marks.shift();
    this.#count = total;
  }

  #timeOf(at: number): number | null {
    return this.#marks.findLast(({ from }) => from <= at)?.time ?? null;
  }
}
