import { isHardwareMetric } from "../run/hardware.ts";
import { type Curves, decodeMetric, type MetricValue } from "../run/metric.ts";
import type { MetricGoal, Run } from "../run/run.ts";
import { takeValue } from "./take.ts";

/** One metric over several runs. */
export interface RankedMetric {
  readonly name: string;
  readonly goal: MetricGoal["goal"];
  /** In the order of the runs; null for a run without it. */
  readonly values: readonly (MetricValue | null)[];
  /** Which of them are best; none without a goal, or where nothing is a finite number. */
  readonly best: readonly number[];
}

/**
 * Every metric of several runs, those with a goal first. The goal is that of the first run that has one for the metric.
 * The best is the best number and not a proof: `againstFirst` says what chance has to do with it. What tells of the machine is left out.
 * `curves`, in the order of the runs, tell values at a step.
 */
export function rankRuns(runs: readonly Run[], curves: readonly Curves[] = []): readonly RankedMetric[] {
  const names = new Set(
    runs.flatMap(({ metrics }) => Object.keys(metrics)).filter((name) => !isHardwareMetric(name)),
  );
  const ranked = Array.from(names, (name) => rankMetric(name, runs, curves));
  return ranked.sort(
    (a, b) => Number(b.goal !== "none") - Number(a.goal !== "none") || (a.name < b.name ? -1 : 1),
  );
}

function rankMetric(name: string, runs: readonly Run[], curves: readonly Curves[]): RankedMetric {
  const rule = runs.flatMap(({ goals }) => (Object.hasOwn(goals, name) ? (goals[name] ?? []) : []))[0];
  const goal = rule?.goal ?? "none";
  const values = runs.map(({ metrics }, at) => {
    const summary = Object.hasOwn(metrics, name) ? metrics[name] : undefined;
    const points = curves[at]?.get(name) ?? [];
    return summary === undefined ? null : (takeValue(summary, rule?.take, { goal, points }) ?? null);
  });
  return { name, goal, values, best: bestOf(values, goal) };
}

function bestOf(values: readonly (MetricValue | null)[], goal: MetricGoal["goal"]): readonly number[] {
  if (goal === "none") return [];
  const numbers = values.map((value) => (value === null ? Number.NaN : decodeMetric(value)));
  const finite = numbers.filter(Number.isFinite);
  const best = goal === "maximize" ? Math.max(...finite) : Math.min(...finite);
  return numbers.flatMap((number, at) => (number === best && Number.isFinite(number) ? [at] : []));
}
