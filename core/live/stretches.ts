import type { CurvePoint } from "../run/metric.ts";

/** A curve is kept as at most so many stretches, and once it is longer than that as at least half of them. */
export const MOST_STRETCHES = 256;
/** What is kept of a stretch at most: its smallest and largest point, and one that is NaN or infinite. */
const POINTS_A_STRETCH = 3;
/** More than this is never kept of a curve, its ends included. */
export const MOST_KEPT_POINTS = POINTS_A_STRETCH * MOST_STRETCHES + 2;

interface Placed {
  readonly at: number;
  readonly point: CurvePoint;
}

/** Neighbouring points of a curve, in short. Of equal values it is the first. */
interface Stretch {
  readonly low: Placed | null;
  readonly high: Placed | null;
  readonly broken: Placed | null;
}

/**
 * A curve that grows without end, in bounded memory. It is whole up to `MOST_STRETCHES` points. From then on it is divided into
 * stretches of as many points each, a power of two, and keeps the extremes of each and the curve's ends. What is kept depends on
 * the points alone, not on when anybody looked.
 */
export class Stretches {
  #width = 1;
  #count = 0;
  #stretches: Stretch[] = [];
  #first: Placed | null = null;
  #last: Placed | null = null;

  add(point: CurvePoint): void {
    const placed = { at: this.#count, point };
    if (placed.at === this.#width * MOST_STRETCHES) this.#halve();
    const index = Math.floor(placed.at / this.#width);
    this.#stretches[index] = joined(this.#stretches[index] ?? NOTHING, stretchOf(placed));
    this.#first ??= placed;
    this.#last = placed;
    this.#count += 1;
  }

  /** What is kept, in the order in which it was added. */
  get points(): readonly CurvePoint[] {
    const kept = this.#stretches.flatMap(({ low, high, broken }) => [low, high, broken]);
    const placed = [this.#first, ...kept, this.#last].filter((one) => one !== null);
    placed.sort((a, b) => a.at - b.at);
    return placed.filter(({ at }, index) => at !== placed[index - 1]?.at).map(({ point }) => point);
  }

  #halve(): void {
    const before = this.#stretches;
    this.#stretches = [];
    for (let at = 0; at < before.length; at += 2)
      this.#stretches.push(joined(before[at] ?? NOTHING, before[at + 1] ?? NOTHING));
    this.#width *= 2;
  }
}

const NOTHING: Stretch = { low: null, high: null, broken: null };

function stretchOf(placed: Placed): Stretch {
  const finite = Number.isFinite(placed.point.value);
  return finite ? { low: placed, high: placed, broken: null } : { ...NOTHING, broken: placed };
}

function joined(a: Stretch, b: Stretch): Stretch {
  return { low: least(a.low, b.low), high: greatest(a.high, b.high), broken: a.broken ?? b.broken };
}

function least(a: Placed | null, b: Placed | null): Placed | null {
  if (a === null || b === null) return a ?? b;
  return b.point.value < a.point.value ? b : a;
}

function greatest(a: Placed | null, b: Placed | null): Placed | null {
  if (a === null || b === null) return a ?? b;
  return b.point.value > a.point.value ? b : a;
}
