import { isHardwareMetric } from "../run/hardware.ts";
import type { Run } from "../run/run.ts";

/** Names in a record that do not tell of its training as a whole. */
export interface Asides {
  readonly metrics: ReadonlySet<string>;
  readonly params: ReadonlySet<string>;
}

/**
 * What the machine and runs within the run told. The record keeps it; a comparison of two runs would be lost in it: a sweep
 * has a hundred learning rates, and each trial another one the next time.
 */
export function asidesOf({ sources = [], metrics }: Pick<Run, "sources" | "metrics">): Asides {
  const nested = sources.filter((source) => source.nested === true);
  const machine = Object.keys(metrics).filter(isHardwareMetric);
  return {
    metrics: new Set([...machine, ...nested.flatMap((source) => source.metrics)]),
    params: new Set(nested.flatMap((source) => source.params)),
  };
}
