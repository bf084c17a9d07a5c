import { foldLive } from "../../core/live/live-metric.ts";
import type { LiveState } from "../../core/ports/live.ts";
import type { LiveInput } from "../../core/report/live-report.ts";
import type { ParamValue, Run } from "../../core/run/run.ts";

export const START = Date.UTC(2026, 0, 31, 12);

/** A training that reports curves, a value of each every `every` seconds from step 1. */
export function liveState(
  curves: Readonly<Record<string, readonly number[]>>,
  more: {
    readonly now?: number;
    readonly every?: number;
    readonly params?: Readonly<Record<string, ParamValue>>;
    readonly hardware?: LiveState["hardware"];
    readonly notes?: readonly string[];
  } = {},
): LiveState {
  const { every = 2, params = {}, hardware = null, notes = [] } = more;
  const measurements = Object.entries(curves).flatMap(([metric, values]) =>
    values.map((value, index) => ({ metric, step: index + 1, time: START + index * every * 1000, value })),
  );
  const longest = Math.max(1, ...Object.values(curves).map((values) => values.length));
  return {
    now: more.now ?? START + (longest - 1) * every * 1000,
    metrics: foldLive(measurements),
    params: new Map(Object.entries(params)),
    totalSteps: null,
    several: false,
    hardware,
    notes,
  };
}

export function liveInput(state: LiveState, more: Partial<LiveInput> = {}): LiveInput {
  return {
    experiment: "train/fit",
    leg: null,
    name: null,
    startedAt: START,
    state,
    goals: {},
    stopWhen: null,
    stopped: null,
    ended: null,
    links: { run: null, comment: null, artifact: null },
    ...more,
  };
}

export const STOPPED: NonNullable<Run["stopped"]> = {
  condition: "val_loss > 2 * best.val_loss",
  at: "2026-01-31T12:00:40.000Z",
  step: 20,
  values: { val_loss: "NaN", "best.val_loss": 0.3, "diverged.val_loss": true },
  signal: "SIGTERM",
};
