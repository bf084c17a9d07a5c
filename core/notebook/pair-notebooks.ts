import { diffNotebooks, type NotebookDiff } from "./diff.ts";
import type { Notebook } from "./notebook.ts";

/** Notebooks by their paths. */
export type Notebooks = ReadonlyMap<string, Notebook>;

/** Two notebooks that belong together, and how the second one differs. */
export interface PairDiff {
  readonly before: string;
  readonly after: string;
  readonly diff: NotebookDiff;
}

export interface NotebooksDiff {
  readonly pairs: readonly PairDiff[];
  /** Paths that have nothing to be compared with. */
  readonly onlyBefore: readonly string[];
  readonly onlyAfter: readonly string[];
}

/** Notebooks of the same path belong together, and so do two of which each is the only one. */
export function pairNotebooks(before: Notebooks, after: Notebooks): NotebooksDiff {
  const [only, other] = [before.keys().next().value, after.keys().next().value];
  const isPair = before.size === 1 && after.size === 1 && only !== undefined && other !== undefined;
  const paths = isPair
    ? [[only, other] as const]
    : [...before.keys()].filter((path) => after.has(path)).map((path) => [path, path] as const);
  const pairs = paths.flatMap(([from, to]): PairDiff[] => {
    const [old, now] = [before.get(from), after.get(to)];
    return old === undefined || now === undefined
      ? []
      : [{ before: from, after: to, diff: diffNotebooks(old, now) }];
  });
  const [left, right] = [new Set(pairs.map((pair) => pair.before)), new Set(pairs.map((pair) => pair.after))];
  return {
    pairs,
    onlyBefore: [...before.keys()].filter((path) => !left.has(path)),
    onlyAfter: [...after.keys()].filter((path) => !right.has(path)),
  };
}
