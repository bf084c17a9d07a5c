import type { TrackedRun } from "../ports/tracking-store.ts";
import { type Discovered, mergeSources } from "../run/merge-sources.ts";
import type { Redactor } from "../run/redact.ts";
import { trackedSources } from "./to-sources.ts";

/** One curve of a tracked run. */
export interface TrackedSeries {
  readonly run: TrackedRun;
  readonly curve: TrackedRun["curves"][number];
  /** What the record will call it. */
  readonly metric: string;
}

/** The curves of runs that the record will have, in its order, its parameters, and what it will say of where they come from. */
export function trackedSeries(
  runs: readonly TrackedRun[],
  redact: Redactor,
): { readonly series: readonly TrackedSeries[] } & Pick<Discovered, "params" | "sources"> {
  const all = runs.flatMap((run) => run.curves.map((curve) => ({ run, curve })));
  const turns = new Map(all.map(({ curve }, turn) => [curve, turn]));
  // Named as the record names them: a point stands for its curve, and is known again by its step.
  const stories = runs.map((run) => ({
    run,
    curves: new Map(
      run.curves.map((curve) => [curve.key, [{ step: turns.get(curve) ?? -1, time: 0, value: 0 }]]),
    ),
  }));
  const { measurements, params, sources } = mergeSources(trackedSources(stories, redact));
  const series = measurements.flatMap(({ metric, step }) => {
    const found = step === null ? undefined : all[step];
    return found === undefined ? [] : [{ ...found, metric }];
  });
  return { series, params, sources };
}
