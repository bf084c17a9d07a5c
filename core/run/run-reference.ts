import { PedigreeError } from "../errors.ts";
import type { Run } from "./run.ts";

/** Shorter beginnings of an id are more likely a word. */
const MIN_PREFIX = 4;
/** How many runs an error names. */
const MAX_NAMED = 5;

type Named = Pick<Run, "id" | "name">;

/** Whether a text can only mean a run: `latest`, `latest~2`, or the beginning of an id. */
export function looksLikeRun(text: string): boolean {
  return backOf(text) !== undefined || isPrefix(text);
}

/**
 * The runs that a text can mean, of `runs` with the newest first: `latest`, `latest~2` (two before it), an id or its
 * beginning (4 digits or more), or a name. An id comes before a name of the same letters.
 */
export function matchRuns<T extends Named>(runs: readonly T[], text: string): readonly T[] {
  const back = backOf(text);
  if (back !== undefined) return runs.slice(back, back + 1);
  const exact = runs.filter(({ id }) => id === text);
  if (exact.length > 0) return exact;
  return runs.filter(({ id, name }) => name === text || (isPrefix(text) && id.startsWith(text)));
}

/** The one run that is meant, beside so many that cannot be read. Raises RUN_UNKNOWN or RUN_AMBIGUOUS. */
export function findRun<T extends Named>(runs: readonly T[], text: string, unread = 0): T {
  const [first, ...others] = matchRuns(runs, text);
  if (first === undefined) throw unknownRun(text, runs.length, unread);
  if (others.length > 0) {
    const shown = [first, ...others].slice(0, MAX_NAMED).map(describe).join(", ");
    throw new PedigreeError("RUN_AMBIGUOUS", "several runs are meant", {
      subject: JSON.stringify(text.slice(0, 60)),
      expected: "an id, or as much of its beginning as no other run has",
      found: `${others.length + 1} runs: ${shown}${others.length >= MAX_NAMED ? ", …" : ""}`,
    });
  }
  return first;
}

/** Raised where no run is meant by a text; it may be one of those whose records cannot be read. */
export function unknownRun(text: string, count: number, unread = 0): PedigreeError {
  const beside = unread === 0 ? "" : `; ${unread} more cannot be read`;
  return new PedigreeError("RUN_UNKNOWN", "no such run", {
    subject: JSON.stringify(text.slice(0, 60)),
    expected: "latest, latest~1, an id, its beginning, or a name",
    found: `none among the ${count} runs of the store${beside}`,
    remedy: "pedigree runs lists them",
  });
}

/** How much of the ids must be shown to tell all of them apart: 8 digits, or more. */
export function shortIdLength(runs: readonly Pick<Run, "id">[]): number {
  const ids = runs.map(({ id }) => id).sort();
  const shared = ids.slice(1).map((id, at) => sharedLength(id, ids[at] ?? ""));
  return Math.min(
    32,
    shared.reduce((longest, length) => Math.max(longest, length + 1), 8),
  );
}

function sharedLength(a: string, b: string): number {
  let length = 0;
  while (length < a.length && a[length] === b[length]) length += 1;
  return length;
}

function isPrefix(text: string): boolean {
  return text.length >= MIN_PREFIX && /^[0-9a-f]{1,32}$/.test(text);
}

function backOf(text: string): number | undefined {
  const match = /^latest(?:~(\d{1,6}))?$/.exec(text);
  return match === null ? undefined : Number(match[1] ?? 0);
}

function describe({ id, name }: Named): string {
  return name === null ? id : `${id} (${name})`;
}
