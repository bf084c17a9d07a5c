import { type Progress, progressOf } from "../core/live/progress.ts";
import type { Clock } from "../core/ports/clock.ts";
import { secondsLeft } from "../core/report/progress-text.ts";
import type { LiveRun } from "../core/run/live-run.ts";
import { encodeMetric, type MetricValue } from "../core/run/metric.ts";
import { createLiveSource, type LivePlaces } from "./live-source.ts";

/** A run that goes on, as far as it has come. */
export interface RunningRun {
  readonly id: LiveRun["id"];
  readonly name: string | null;
  /** Null for a run that was begun by an older version. */
  readonly experiment: string | null;
  readonly startedAt: string;
  readonly command: string | null;
  readonly status: "running";
  /** Null before the first step. */
  readonly progress: Pick<Progress, "unit" | "done" | "total"> | null;
  readonly secondsLeft: number | null;
  /** The newest value of each metric. */
  readonly metrics: Readonly<Record<string, MetricValue>>;
}

export function runningRun(live: LiveRun): RunningRun {
  const { id, experiment = null, startedAt, command, asked } = live;
  const name = asked.values.name ?? null;
  return {
    id,
    name,
    experiment,
    startedAt,
    command,
    status: "running",
    progress: null,
    secondsLeft: null,
    metrics: {},
  };
}

/** Looks once at how far a run has come. */
export async function lookAtRunning(live: LiveRun, places: LivePlaces, clock: Clock): Promise<RunningRun> {
  const source = createLiveSource({ ...places, hardware: null, clock });
  try {
    const state = await source.read();
    const progress = progressOf(state);
    return {
      ...runningRun(live),
      progress:
        progress === null ? null : { unit: progress.unit, done: progress.done, total: progress.total },
      secondsLeft: secondsLeft(progress, state.now),
      metrics: Object.fromEntries(
        Array.from(state.metrics, ([name, { last }]) => [name, encodeMetric(last)]),
      ),
    };
  } finally {
    await source.close();
  }
}
