import type { Notebook, NotebookRecord } from "./notebook.ts";
import { diffSequences, MAX_TABLE, type Step } from "./sequence-diff.ts";

/** What became of one cell. Places count from 1, in the order in which cells of code stand. */
export type CellChange =
  | { readonly kind: "added"; readonly after: number }
  | { readonly kind: "removed"; readonly before: number }
  | { readonly kind: "changed" | "moved"; readonly before: number; readonly after: number };

/**
 * What became of the cells, given something that tells each from the others: its code, or the digest of it. A cell that went
 * and one that came in its place are one that changed; the same cell in another place is moved.
 */
export function diffCells(before: readonly string[], after: readonly string[]): readonly CellChange[] {
  const steps = diffSequences(before, after);
  const moved = findMoved(steps, before, after);
  const changes: CellChange[] = [...moved].map(([from, to]) => ({
    kind: "moved",
    before: from + 1,
    after: to + 1,
  }));
  const [gone, come] = [new Set(moved.keys()), new Set(moved.values())];
  for (const block of blocksOf(steps)) {
    const removed = block.flatMap((step) =>
      step.kind === "removed" && !gone.has(step.before) ? [step.before] : [],
    );
    const added = block.flatMap((step) =>
      step.kind === "added" && !come.has(step.after) ? [step.after] : [],
    );
    const pairs = Math.min(removed.length, added.length);
    for (const [at, from] of removed.entries()) {
      const to = at < pairs ? added[at] : undefined;
      if (to === undefined) changes.push({ kind: "removed", before: from + 1 });
      else changes.push({ kind: "changed", before: from + 1, after: to + 1 });
    }
    for (const to of added.slice(pairs)) changes.push({ kind: "added", after: to + 1 });
  }
  return changes.sort((a, b) => placeOf(a) - placeOf(b));
}

const placeOf = (change: CellChange) => ("after" in change ? change.after : change.before);

function findMoved(
  steps: readonly Step[],
  before: readonly string[],
  after: readonly string[],
): ReadonlyMap<number, number> {
  const gone = new Map<string, number[]>();
  for (const step of steps) {
    if (step.kind !== "removed") continue;
    const key = before[step.before] ?? "";
    gone.set(key, [...(gone.get(key) ?? []), step.before]);
  }
  const moved = new Map<number, number>();
  for (const step of steps) {
    if (step.kind !== "added") continue;
    const from = gone.get(after[step.after] ?? "")?.shift();
    if (from !== undefined) moved.set(from, step.after);
  }
  return moved;
}

/** Steps between two cells that are the same. */
function blocksOf(steps: readonly Step[]): readonly (readonly Step[])[] {
  const blocks: Step[][] = [[]];
  for (const step of steps) {
    if (step.kind === "same") blocks.push([]);
    else blocks.at(-1)?.push(step);
  }
  return blocks.filter(({ length }) => length > 0);
}

/** A line of a cell's code: `same` in both, or only in one. */
export interface CodeLine {
  readonly kind: Step["kind"];
  readonly text: string;
}

/** What became of one cell, and of its lines; a cell that was moved has the same code. */
export type CellDiff = CellChange & { readonly lines: readonly CodeLine[] };

export interface NotebookDiff {
  /** Null where both have the same kernel. */
  readonly kernel: { readonly before: string | null; readonly after: string | null } | null;
  /** Empty where the code is the same. */
  readonly cells: readonly CellDiff[];
}

/** How the code of two notebooks differs, line by line. However they were made up, it takes a moment. */
export function diffNotebooks(before: Notebook, after: Notebook): NotebookDiff {
  const sources = { old: sourcesOf(before), now: sourcesOf(after) };
  const changes = diffCells(sources.old, sources.now);
  // Each of many cells has less room than a single one: all of them together have no more.
  const room = MAX_TABLE / Math.max(1, changes.length);
  return {
    kernel: before.kernel === after.kernel ? null : { before: before.kernel, after: after.kernel },
    cells: changes.map((change) => ({ ...change, lines: codeLines(change, sources, room) })),
  };
}

const sourcesOf = ({ cells }: Notebook) => cells.map(({ source }) => source);

/**
 * A difference for people to read: each cell that was added, removed, changed or moved under a heading of its own, with `+`
 * and `-` before its lines. Empty where the code is the same.
 */
export function describeNotebookDiff({ kernel, cells }: NotebookDiff): readonly string[] {
  return [
    ...kernelLines(kernel),
    ...cells.flatMap((cell) => [
      headingOf(cell),
      ...cell.lines.map(({ kind, text }) => `${SIGNS[kind]} ${text}`),
    ]),
  ];
}

const SIGNS = { added: "+", removed: "-", same: " " } as const;

function kernelLines(kernel: NotebookDiff["kernel"]): readonly string[] {
  return kernel === null ? [] : [`kernel: ${kernel.before ?? "none"} → ${kernel.after ?? "none"}`];
}

/** Longer lines are data, not code that a person reads in passing. */
const MAX_SHORT_LINE = 120;

/** The same in short: headings and lines that changed alone, at most `max` of them, and how many more there are. */
export function shortNotebookDiff(diff: NotebookDiff, max: number): readonly string[] {
  const changed = diff.cells.map((cell) => ({
    ...cell,
    lines: cell.lines.filter(({ kind }) => kind !== "same"),
  }));
  const all = describeNotebookDiff({ ...diff, cells: changed });
  const shown = all.slice(0, max).map((line) => {
    return line.length <= MAX_SHORT_LINE ? line : `${line.slice(0, MAX_SHORT_LINE - 1)}…`;
  });
  return all.length > shown.length ? [...shown, `… and ${all.length - shown.length} more lines`] : shown;
}

function headingOf(change: CellChange): string {
  switch (change.kind) {
    case "added":
      return `cell ${change.after} was added`;
    case "removed":
      return `cell ${change.before} was removed`;
    case "moved":
      return `cell ${change.before} was moved to ${change.after}`;
    case "changed":
      return `cell ${change.before} was changed${change.after === change.before ? "" : `, and is ${change.after} now`}`;
  }
}

interface Sources {
  readonly old: readonly string[];
  readonly now: readonly string[];
}

function codeLines(change: CellChange, { old, now }: Sources, room: number): readonly CodeLine[] {
  if (change.kind === "moved") return [];
  const before = "before" in change ? linesOf(old[change.before - 1]) : [];
  const after = "after" in change ? linesOf(now[change.after - 1]) : [];
  return diffSequences(before, after, room).map((step) => {
    const text = step.kind === "removed" ? before[step.before] : after[step.after];
    return { kind: step.kind, text: text ?? "" };
  });
}

const linesOf = (source = "") => source.replace(/\n$/, "").split("\n");

/** How two runs' records of one notebook differ, `1 cell added, 2 changed`; null where the code is the same. */
export function summarizeNotebookDiff(before: NotebookRecord, after: NotebookRecord): string | null {
  const digests = ({ cells }: NotebookRecord) => cells.map(({ digest }) => digest);
  const changes = diffCells(digests(before), digests(after));
  const parts = (["added", "removed", "changed", "moved"] as const).flatMap((kind) => {
    const count = changes.filter((change) => change.kind === kind).length;
    return count === 0 ? [] : [{ count, kind }];
  });
  const told = parts.map(({ count, kind }, at) => {
    if (at > 0) return `${count} ${kind}`;
    return `${count} ${count === 1 ? "cell" : "cells"} ${kind}`;
  });
  return told.length === 0 ? null : told.join(", ");
}
