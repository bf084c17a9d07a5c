import { thinCurve } from "../run/curve-thinning.ts";
import { isHardwareMetric } from "../run/hardware.ts";
import type { Measurement } from "../run/measurement.ts";
import { type CurvePoint, type Curves, decodeMetric } from "../run/metric.ts";
import type { Run } from "../run/run.ts";

/** Points of a curve that are kept for drawing while a training runs: several for each that a chart shows. */
export const LIVE_CURVE_POINTS = 200;
/** Newest points that are kept whole: the speed is taken from them. */
export const RECENT_POINTS = 64;

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
  /** The curve, thinned to LIVE_CURVE_POINTS. */
  readonly points: readonly CurvePoint[];
  /** The newest points, at most RECENT_POINTS. */
  readonly recent: readonly CurvePoint[];
}

export type LiveMetrics = ReadonlyMap<string, LiveMetric>;

/** Folds everything reported so far, in the order in which it was reported. */
export function foldLive(measurements: readonly Measurement[]): LiveMetrics {
  const growing = new Map<string, Growing>();
  for (const measurement of measurements) {
    const own = growing.get(measurement.metric) ?? startGrowing();
    growing.set(measurement.metric, own);
    grow(own, measurement);
  }
  return new Map(Array.from(growing, ([name, own]) => [name, settle(own)]));
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

interface Growing {
  count: number;
  last: number;
  step: number | null;
  previous: number | null;
  min: Mark | null;
  max: Mark | null;
  readonly points: CurvePoint[];
}

interface Mark {
  readonly value: number;
  readonly step: number | null;
  readonly at: number;
}

function startGrowing(): Growing {
  return { count: 0, last: Number.NaN, step: null, previous: null, min: null, max: null, points: [] };
}

function grow(own: Growing, { step, time, value }: Measurement): void {
  own.previous = own.count === 0 ? null : own.last;
  own.count += 1;
  own.last = value;
  own.step = step ?? own.step;
  if (Number.isFinite(value)) {
    const mark = { value, step, at: own.count };
    if (own.min === null || value < own.min.value) own.min = mark;
    if (own.max === null || value > own.max.value) own.max = mark;
  }
  if (step !== null) own.points.push({ step, time, value });
}

function settle({ points, min, max, ...own }: Growing): LiveMetric {
  const extreme = (mark: Mark | null): Extreme | null =>
    mark === null ? null : { value: mark.value, step: mark.step, since: own.count - mark.at };
  return {
    ...own,
    min: extreme(min),
    max: extreme(max),
    points: thinCurve(points, LIVE_CURVE_POINTS),
    recent: points.slice(-RECENT_POINTS),
  };
}
