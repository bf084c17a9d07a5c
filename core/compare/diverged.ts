import type { Curves } from "../run/metric.ts";
import type { Run } from "../run/run.ts";
import { sideOf } from "./side.ts";

/**
 * The metrics with a goal of which a run has a value that is no finite number: it diverged there, so that to be better than
 * it says nothing. One that it has no value of is not among them. Without its curves no value at a step is known.
 */
export function divergedMetrics(run: Run, goals: Run["goals"], curves?: Curves): readonly string[] {
  const side = sideOf({ run, curves });
  return Object.entries(goals).flatMap(([name, { goal, take }]) => {
    const value = goal === "none" ? undefined : side.read(name, take, goal)?.value;
    return typeof value === "string" ? [name] : [];
  });
}

/** Why a run of the baseline branch is no baseline, in one line. */
export function describeDiverged({ id }: Run, metrics: readonly string[]): string {
  return `baseline: run ${id} is passed over: no finite value of ${metrics.join(", ")}`;
}
