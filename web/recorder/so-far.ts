import type { HardwareSample } from "../../core/ports/hardware.ts";
import type { TrackingStore } from "../../core/ports/tracking-store.ts";
import { foldMeasurements } from "../../core/run/measurement.ts";
import { mergeSources } from "../../core/run/merge-sources.ts";
import type { Curves } from "../../core/run/metric.ts";
import type { ParamValue } from "../../core/run/run.ts";
import { trackedSources } from "../../core/tracking/to-sources.ts";
import { readTracked } from "../../usecases/read-tracked.ts";

/** What a recorder has heard up to now. The texts are as they were logged: whoever shows them redacts them. */
export interface SoFar {
  readonly startedAt: string;
  /** By metric, named as they will be in the record. */
  readonly curves: Curves;
  readonly params: ReadonlyMap<string, ParamValue>;
  /** Null before the first sample. */
  readonly hardware: HardwareSample | null;
}

/** A view that is drawn again and again looks at no more than this. */
const LIMITS = { runs: 100, points: 200_000 };

/** Reads what was tracked until now. */
export async function readSoFar(
  store: TrackingStore,
  { startedAt, hardware }: Pick<SoFar, "startedAt" | "hardware">,
): Promise<SoFar> {
  const { value: stories } = await readTracked(store, LIMITS);
  const { measurements, params } = mergeSources(trackedSources(stories, (text) => text));
  return { startedAt, curves: foldMeasurements(measurements).curves, params, hardware };
}
