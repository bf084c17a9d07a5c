import type { RunId } from "../names.ts";
import { type Curves, decodeMetric, encodeMetric, type MetricValue } from "../run/metric.ts";
import type { MetricGoal, Run } from "../run/run.ts";
import { FOLD_KEY, isRepeat, parseMetricPart } from "./metric-name.ts";
import type { Sample } from "./sample.ts";
import { meanOf } from "./samples.ts";
import { takeValue } from "./take.ts";

/** A value that is compared, and the repeats that it is the mean of; null for a single value, or one that is not finite. */
export interface Reading {
  readonly value: MetricValue;
  readonly sample: Sample | null;
}

/** One side of a comparison: a run and those that repeat it. */
export interface Side {
  /** Names of all metrics, and of those that only exist as repeats (`auc` of `auc/fold=0`, `auc/fold=1`). */
  readonly names: Iterable<string>;
  read(name: string, take: MetricGoal["take"], goal: MetricGoal["goal"]): Reading | undefined;
}

export interface SideInput {
  readonly run: Run;
  /** Curves of the run itself. */
  readonly curves?: Curves | undefined;
  readonly repeats?: readonly Run[] | undefined;
  /** Curves of the repeats, by the ids of the runs. */
  readonly repeatCurves?: ReadonlyMap<RunId, Curves> | undefined;
}

const NO_CURVES: Curves = new Map();

export function sideOf({ run, curves = NO_CURVES, repeats = [], repeatCurves }: SideInput): Side {
  const first = oneRun(run, curves);
  if (repeats.length === 0) return first;
  const all = [first, ...repeats.map((repeat) => oneRun(repeat, repeatCurves?.get(repeat.id) ?? NO_CURVES))];
  return {
    names: new Set(all.flatMap((side) => [...side.names])),
    read: (name, take, goal) => {
      const values = all.flatMap((side) => side.read(name, take, goal)?.value ?? []);
      // Each run counts once: what was repeated inside of it is its mean already.
      return values.length === 0 ? undefined : meanReading(values, false);
    },
  };
}

function oneRun(run: Run, curves: Curves): Side {
  const metrics = new Map(Object.entries(run.metrics));
  const repeated = repeatsInside(metrics.keys());
  const own = (name: string, take: MetricGoal["take"], goal: MetricGoal["goal"]) => {
    const summary = metrics.get(name);
    return summary === undefined
      ? undefined
      : takeValue(summary, take, { goal, points: curves.get(name) ?? [] });
  };
  const read: Side["read"] = (name, take, goal) => {
    const parts = repeated.get(name);
    if (parts === undefined) {
      const value = own(name, take, goal);
      return value === undefined ? undefined : { value, sample: null };
    }
    const readings = Array.from(parts.names).flatMap((part) => read(part, take, goal) ?? []);
    const [only] = readings;
    // Of one seed all that is known is what its folds tell.
    if (only === undefined || readings.length === 1) return only;
    // Each part counts once: five folds of one seed are no five seeds.
    return meanReading(
      readings.map(({ value }) => value),
      parts.folds,
    );
  };
  return { names: [...metrics.keys(), ...repeated.keys()], read };
}

interface Repeats {
  readonly names: ReadonlySet<string>;
  readonly folds: boolean;
}

/** What repeats what, by the names; repeats of repeats, as `auc/seed=1/fold=0`, form a tree. */
function repeatsInside(names: Iterable<string>): ReadonlyMap<string, Repeats> {
  const found = new Map<string, { names: Set<string>; folds: boolean }>();
  const place = (name: string): void => {
    // Most names have no equals sign, and a comparison looks at very many of them.
    const part = name.includes("=") ? parseMetricPart(name) : undefined;
    if (part === undefined || !isRepeat(part)) return;
    const group = found.get(part.base) ?? { names: new Set<string>(), folds: false };
    group.names.add(name);
    group.folds ||= part.key === FOLD_KEY;
    found.set(part.base, group);
    place(part.base);
  };
  for (const name of names) place(name);
  return found;
}

/** A repeat that diverged makes the mean diverge: leaving it out would flatter the model. */
function meanReading(values: readonly MetricValue[], folds: boolean): Reading {
  const numbers = values.map(decodeMetric);
  const finite = numbers.every(Number.isFinite);
  return {
    value: encodeMetric(meanOf(numbers)),
    sample: finite && numbers.length > 1 ? { values: numbers, folds } : null,
  };
}
