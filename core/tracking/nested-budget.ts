import type { ImportSource } from "../run/merge-sources.ts";

/**
 * So many names of metrics and parameters of nested runs have room in a record: each takes some 250 bytes, and a `run.json`
 * of more than 1 MiB is read by nobody (adapters/github).
 */
export const MAX_NESTED_NAMES = 1_500;

/** The sources that a record has room for, and how many nested ones it has not. Those that come first are kept. */
export function withinBudget(
  sources: readonly ImportSource[],
  budget: number = MAX_NESTED_NAMES,
): { readonly kept: readonly ImportSource[]; readonly left: number } {
  let room = budget;
  const kept = sources.filter((source) => {
    if (source.nested !== true) return true;
    room -= countNames(source);
    return room >= 0;
  });
  return { kept, left: sources.length - kept.length };
}

function countNames({ run }: ImportSource): number {
  return run.params.size + new Set(run.measurements.map(({ metric }) => metric)).size;
}
