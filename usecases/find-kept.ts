import { runIdSchema } from "../core/names.ts";
import type { RunStore } from "../core/ports/run-store.ts";
import type { Run } from "../core/run/run.ts";
import { findRun, unknownRun } from "../core/run/run-reference.ts";

/**
 * The runs that are meant, in the order in which they were named. Where they had to be told from all others, `note` hears of
 * records that cannot be read: one of them may be the run that was meant. Raises RUN_UNKNOWN or RUN_AMBIGUOUS, and
 * SCHEMA_MISMATCH for an id whose record cannot be read.
 */
export async function findKept(
  store: RunStore,
  texts: readonly string[],
  note: (line: string) => void = () => {},
): Promise<readonly Run[]> {
  const ids = texts.map((text) => runIdSchema.safeParse(text));
  // A whole id is looked up alone; everything else has to be told from all others.
  const exact = await Promise.all(ids.map(async (id) => (id.success ? await store.get(id.data) : undefined)));
  if (exact.every((run) => run !== undefined)) return exact;
  const { runs, notes } = await store.list();
  const found = texts.map((text, at) => exact[at] ?? findRun(runs, text, notes.length));
  for (const line of notes) note(line);
  return await Promise.all(found.map(async (run, at) => exact[at] ?? (await requireRun(store, run))));
}

/** The whole record of a run that is listed. Raises RUN_UNKNOWN where it went away in the meantime. */
export async function requireRun(store: RunStore, { id }: Pick<Run, "id">): Promise<Run> {
  const run = await store.get(id);
  if (run === undefined) throw unknownRun(id, 0);
  return run;
}
