import type { ImportSource } from "../run/import-source.ts";

/**
 * So many names of metrics and parameters of nested runs have room in a record: each takes some 250 bytes, and a `run.json`
 * of more than 1 MiB is read by nobody (adapters/github).
 */
export const MAX_NESTED_NAMES = 1_500;
/** Beside them so many tags of nested runs, of 100 characters at most. */
export const MAX_NESTED_TAGS = 1_000;

export interface NestedBudget {
  readonly names: number;
  readonly tags: number;
}

export interface Budgeted {
  /** Those that a record has room for, in their order. */
  readonly kept: readonly ImportSource[];
  /** How many nested ones it has none for. */
  readonly left: number;
  /** How many of those that are kept lose their tags. */
  readonly untagged: number;
}

/** The sources that a record has room for. Those that come first are kept, and tags cost no metric its place. */
export function withinBudget(
  sources: readonly ImportSource[],
  budget: NestedBudget = { names: MAX_NESTED_NAMES, tags: MAX_NESTED_TAGS },
): Budgeted {
  let { names, tags } = budget;
  let untagged = 0;
  const kept: ImportSource[] = [];
  for (const source of sources) {
    if (source.nested !== true) {
      kept.push(source);
      continue;
    }
    names -= countNames(source);
    if (names < 0) continue;
    tags -= source.run.tags.length;
    const hasRoom = tags >= 0 || source.run.tags.length === 0;
    if (!hasRoom) untagged += 1;
    kept.push(hasRoom ? source : { ...source, run: { ...source.run, tags: [] } });
  }
  return { kept, left: sources.length - kept.length, untagged };
}

function countNames({ run }: ImportSource): number {
  return run.params.size + new Set(run.measurements.map(({ metric }) => metric)).size;
}
