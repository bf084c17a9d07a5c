import { isHardwareMetric } from "../run/hardware.ts";
import type { SourceFile } from "../run/run.ts";
import { TRACKED_FORMAT } from "../tracking/to-sources.ts";
import { lastName, namesTotal } from "./total-names.ts";

/** What a file, or a tracked run, gave to the record. */
export type Told = Pick<SourceFile, "format" | "metrics" | "params">;

/**
 * Whether several runs told how far they came, or how far they will go, such as the folds of a cross-validation: then no
 * total is that of the whole. Of tracked runs each is one. Files may be parts of one run, `train` and `validation`; where
 * they tell one total apart, `fold_0/epochs` and `fold_1/epochs`, they are not.
 */
export function areSeveral(sources: readonly Told[]): boolean {
  const tracked = sources.filter((source) => source.format === TRACKED_FORMAT && tellsProgress(source));
  if (tracked.length > 1) return true;
  const totals = new Map<string, Told>();
  return sources.some((source) =>
    source.params.filter(namesTotal).some((name) => {
      const key = `${source.format}\n${lastName(name)}`;
      const first = totals.get(key) ?? source;
      totals.set(key, first);
      return first !== source && !first.params.includes(name);
    }),
  );
}

function tellsProgress({ metrics, params }: Told): boolean {
  return params.some(namesTotal) || metrics.some((name) => !isHardwareMetric(name));
}
