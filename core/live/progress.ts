import type { ParamValue } from "../run/run.ts";
import type { LiveMetric, LiveMetrics } from "./live-metric.ts";
import { type Pace, paceOf, type Sample } from "./pace.ts";
import { EPOCH_NAMES, lastName, STEP_NAMES } from "./total-names.ts";

export type ProgressUnit = "step" | "epoch";

/** How far a training has come. */
export interface Progress {
  readonly unit: ProgressUnit;
  readonly done: number;
  /** Null where nobody says how many there will be. */
  readonly total: number | null;
  /** On the same axis; null before there are enough points. */
  readonly pace: Pace | null;
}

export interface Reached {
  readonly metrics: LiveMetrics;
  readonly params: ReadonlyMap<string, ParamValue>;
  readonly totalSteps: number | null;
  /** Whether several runs tell of it: then a total is that of one, and not of all. */
  readonly several: boolean;
}

/** Null before the first step. */
export function progressOf({ metrics, params, totalSteps, several }: Reached): Progress | null {
  const lead = leadOf(metrics);
  if (lead === undefined) return null;
  const steps = axisOf(
    lead.points,
    lead.recent.map(({ step, time }) => ({ at: step, time })),
  );
  if (several) return { unit: "step", ...steps, total: null };
  const total = totalSteps ?? readTotal(params, STEP_NAMES);
  if (total !== null) return { unit: "step", ...bounded(steps, total) };
  const epochs = readTotal(params, EPOCH_NAMES);
  if (epochs === null) return { unit: "step", ...steps, total: null };
  const epoch = metrics.get("epoch");
  if (epoch !== undefined) {
    const samples = epoch.recent.map(({ value, time }) => ({ at: value, time }));
    const values = epoch.points.map(({ value }) => ({ step: value }));
    return { unit: "epoch", ...bounded(axisOf(values, samples), epochs) };
  }
  if (countsByOne(lead) && steps.done <= epochs) return { unit: "epoch", ...steps, total: epochs };
  return { unit: "step", ...steps, total: null };
}

/** The metric that came farthest; its steps are those of the training where others count epochs. */
export function leadOf(metrics: LiveMetrics): LiveMetric | undefined {
  let lead: LiveMetric | undefined;
  for (const metric of metrics.values()) {
    if (metric.step === null) continue;
    const ahead = metric.step - (lead?.step ?? Number.NEGATIVE_INFINITY);
    if (ahead > 0 || (ahead === 0 && metric.count > (lead?.count ?? 0))) lead = metric;
  }
  return lead;
}

/** The number that a parameter of one of these names holds; null where there is none, or they contradict each other. */
function readTotal(params: ReadonlyMap<string, ParamValue>, names: ReadonlySet<string>): number | null {
  const found = new Set<number>();
  for (const [name, value] of params) {
    const number = typeof value === "string" && /^\d{1,12}$/.test(value) ? Number(value) : value;
    if (names.has(lastName(name)) && typeof number === "number" && Number.isInteger(number) && number > 0)
      found.add(number);
  }
  const [total] = found;
  return found.size === 1 && total !== undefined ? total : null;
}

interface Axis {
  readonly done: number;
  readonly pace: Pace | null;
}

/** What is counted from 0 has done one more than its number says. */
function axisOf(points: readonly { readonly step: number }[], samples: readonly Sample[]): Axis {
  const first = points[0]?.step ?? 0;
  const last = points.reduce((most, { step }) => Math.max(most, step), first);
  const whole = points.every(({ step }) => Number.isInteger(step));
  return { done: first === 0 && whole ? last + 1 : last, pace: paceOf(samples) };
}

/** A total that was passed is no total. */
function bounded(axis: Axis, total: number): Axis & { readonly total: number | null } {
  return { ...axis, total: axis.done <= total ? total : null };
}

/** Epochs are counted one by one from 0 or 1, each with one value; steps of a training loop seldom are. */
function countsByOne({ points, count, step }: LiveMetric): boolean {
  const first = points[0]?.step;
  return (first === 0 || first === 1) && step === first + count - 1;
}
