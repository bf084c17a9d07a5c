import type { TrackedRun } from "../../core/ports/tracking-store.ts";
import type { TrackedStory } from "../../core/tracking/to-sources.ts";

/** A tracked run of which only what is named matters. */
export function trackedRun(
  id: string,
  { parent, ...more }: Partial<TrackedRun> & { readonly parent?: string } = {},
): TrackedRun {
  const tags = parent === undefined ? [] : [{ key: "mlflow.parentRunId", value: parent }];
  return {
    id,
    experimentId: "0",
    name: id,
    user: "",
    status: "FINISHED",
    started: 0,
    artifactUri: `mlflow-artifacts:/0/${id}/artifacts`,
    stage: "active",
    curves: [],
    params: [],
    datasets: [],
    modelInputs: [],
    modelOutputs: [],
    tags,
    ...more,
  };
}

/** A run with one point for each metric. */
export function trackedStory(run: TrackedRun, metrics: Readonly<Record<string, number>> = {}): TrackedStory {
  const curves = Object.entries(metrics).map(([key, value]) => [key, [{ step: 0, time: 1, value }]] as const);
  return { run, curves: new Map(curves) };
}
