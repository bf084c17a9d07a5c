import { parseMetricPart } from "../compare/metric-name.ts";
import type { Run } from "../run/run.ts";

/**
 * The metrics of several runs that a short table shows: first those that were asked for, then those with a goal, then those
 * that most runs have. Slices and repeats of a metric, and what tells of the machine, are shown only when asked for.
 */
export function chooseMetrics(
  runs: readonly Run[],
  asked: readonly string[],
  most: number,
): readonly string[] {
  const counts = new Map<string, number>();
  for (const { metrics } of runs)
    for (const name of Object.keys(metrics)) counts.set(name, (counts.get(name) ?? 0) + 1);
  const goals = new Set(
    runs.flatMap(({ goals: own }) => Object.keys(own).filter((name) => own[name]?.goal !== "none")),
  );
  const whole = [...counts.keys()].filter((name) => !isPart(name) && !name.startsWith("system/"));
  const ranked = whole.toSorted(
    (a, b) =>
      Number(goals.has(b)) - Number(goals.has(a)) ||
      (counts.get(b) ?? 0) - (counts.get(a) ?? 0) ||
      (a < b ? -1 : 1),
  );
  return [...new Set([...asked, ...ranked])].slice(0, Math.max(most, asked.length));
}

function isPart(name: string): boolean {
  return name.includes("=") && parseMetricPart(name) !== undefined;
}
