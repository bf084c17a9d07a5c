import type { CurvePoint, Curves, MetricSummary } from "./metric.ts";
import { encodeMetric } from "./metric.ts";

/** One number as a training script reported it; `step` is null for a final value such as `{"auc": 0.91}`. */
export interface Measurement {
  readonly metric: string;
  readonly step: number | null;
  /** Milliseconds since 1970, null where the file holds no time. */
  readonly time: number | null;
  readonly value: number;
}

/** Points of all files of a run, or of all that it tracked; more would not fit into memory as a table. */
export const MAX_RUN_POINTS = 4_000_000;

/** What a run measured: a summary of every metric and the curves of those that were reported by step. */
export interface Measured {
  readonly metrics: Readonly<Record<string, MetricSummary>>;
  readonly curves: Curves;
}

/**
 * Folds measurements into summaries and curves. Points keep the order in which they were reported. Where a
 * metric has both a curve and a value without a step, the latter is the script's own final word and is `last`.
 */
export function foldMeasurements(measurements: readonly Measurement[]): Measured {
  const curves = new Map<string, CurvePoint[]>();
  const summaries = new Map<string, Folded>();
  for (const { metric, step, time, value } of measurements) {
    summaries.set(metric, extend(summaries.get(metric), { step, value }));
    if (step === null) continue;
    const points = curves.get(metric);
    if (points === undefined) curves.set(metric, [{ step, time, value }]);
    else points.push({ step, time, value });
  }
  return { metrics: Object.fromEntries(Array.from(summaries, ([name, s]) => [name, summarize(s)])), curves };
}

interface Folded {
  readonly last: number;
  readonly step: number | null;
  /** Whether `last` came without a step, which outranks any value of the curve. */
  readonly final: boolean;
  readonly min: number;
  readonly max: number;
  readonly count: number;
}

function extend(folded: Folded | undefined, point: { step: number | null; value: number }): Folded {
  const { step, value } = point;
  if (folded === undefined)
    return { last: value, step, final: step === null, min: value, max: value, count: 1 };
  const range = { min: least(folded.min, value), max: greatest(folded.max, value), count: folded.count + 1 };
  if (folded.final && step !== null) return { ...folded, ...range, step };
  if (step === null) return { ...folded, ...range, last: value, final: true };
  return { ...range, last: value, step, final: false };
}

function summarize({ last, min, max, count, step }: Folded): MetricSummary {
  return { last: encodeMetric(last), min: encodeMetric(min), max: encodeMetric(max), count, step };
}

// NaN is no extreme: it only stays where every value is NaN.
function least(a: number, b: number): number {
  return Number.isNaN(a) || b < a ? b : a;
}

function greatest(a: number, b: number): number {
  return Number.isNaN(a) || b > a ? b : a;
}
