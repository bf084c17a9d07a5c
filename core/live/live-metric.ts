import { thinCurve } from "../run/curve-thinning.ts";
import { isHardwareMetric } from "../run/hardware.ts";
import type { Measurement } from "../run/measurement.ts";
import { type CurvePoint, type Curves, decodeMetric } from "../run/metric.ts";
import type { Run } from "../run/run.ts";
import { MOST_KEPT_POINTS, Stretches } from "./stretches.ts";

/** Points of a curve that are kept for drawing while a training runs: several for each that a chart shows. */
export const LIVE_CURVE_POINTS = 200;
/** Newest points that are kept whole: the speed is taken from them. */
export const RECENT_POINTS = 64;

/** More points than this are never held of a metric, however many there were. */
export const LIVE_METRIC_POINTS = MOST_KEPT_POINTS + 2 * RECENT_POINTS;

/** The smallest or largest finite value so far. Of equal ones it is the first: an equal value is no improvement. */
export interface Extreme {
  readonly value: number;
  readonly step: number | null;
  /** How many values came after it. */
  readonly since: number;
}

/** What a running training has told of one metric. */
export interface LiveMetric {
  readonly count: number;
  /** The newest value; may be NaN or infinite. */
  readonly last: number;
  readonly step: number | null;
  /** The value before it, null for the first one. */
  readonly previous: number | null;
  /** Null while no value was finite. */
  readonly min: Extreme | null;
  readonly max: Extreme | null;
  /** The curve, thinned to LIVE_CURVE_POINTS; a long one from what `Stretches` keep of it. */
  readonly points: readonly CurvePoint[];
  /** The newest points, at most RECENT_POINTS. */
  readonly recent: readonly CurvePoint[];
}

export type LiveMetrics = ReadonlyMap<string, LiveMetric>;

/** Folds everything reported so far, in the order in which it was reported. */
export function foldLive(measurements: readonly Measurement[]): LiveMetrics {
  const growing = new Map<string, GrowingMetric>();
  for (const measurement of measurements) {
    const own = growing.get(measurement.metric) ?? new GrowingMetric();
    growing.set(measurement.metric, own);
    own.add(measurement);
  }
  return new Map(Array.from(growing, ([name, own]) => [name, own.metric]));
}

/** The same of a run that is recorded. Use of the machine is no metric of the training. */
export function foldRecord(run: Pick<Run, "metrics">, curves: Curves): LiveMetrics {
  const measurements: Measurement[] = [];
  for (const [metric, { last }] of Object.entries(run.metrics)) {
    if (isHardwareMetric(metric)) continue;
    const points = curves.get(metric) ?? [];
    for (const point of points) measurements.push({ metric, ...point });
    const final = decodeMetric(last);
    if (!Object.is(points.at(-1)?.value, final))
      measurements.push({ metric, step: null, time: null, value: final });
  }
  return foldLive(measurements);
}

/** One metric that grows point by point, in bounded memory. Points come in their order. */
export class GrowingMetric {
  #count = 0;
  #last = Number.NaN;
  #step: number | null = null;
  #previous: number | null = null;
  #min: Mark | null = null;
  #max: Mark | null = null;
  #recent: CurvePoint[] = [];
  readonly #curve = new Stretches();

  add({ step, time, value }: Omit<Measurement, "metric">): void {
    this.#previous = this.#count === 0 ? null : this.#last;
    this.#count += 1;
    this.#last = value;
    this.#step = step ?? this.#step;
    if (Number.isFinite(value)) {
      const mark = { value, step, at: this.#count };
      if (this.#min === null || value < this.#min.value) this.#min = mark;
      if (this.#max === null || value > this.#max.value) this.#max = mark;
    }
    if (step === null) return;
    const point = { step, time, value };
    this.#curve.add(point);
    this.#recent.push(point);
    if (this.#recent.length >= 2 * RECENT_POINTS) this.#recent = this.#recent.slice(-RECENT_POINTS);
  }

  /** All that was added so far. */
  get metric(): LiveMetric {
    return {
      count: this.#count,
      last: this.#last,
      step: this.#step,
      previous: this.#previous,
      min: this.#extreme(this.#min),
      max: this.#extreme(this.#max),
      points: thinCurve(this.#curve.points, LIVE_CURVE_POINTS),
      recent: this.#recent.slice(-RECENT_POINTS),
    };
  }

  #extreme(mark: Mark | null): Extreme | null {
    return mark === null ? null : { value: mark.value, step: mark.step, since: this.#count - mark.at };
  }
}

interface Mark {
  readonly value: number;
  readonly step: number | null;
  readonly at: number;
}
