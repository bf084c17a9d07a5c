import { runIdSchema } from "../core/names.ts";
import type { RunStore } from "../core/ports/run-store.ts";
import type { Run } from "../core/run/run.ts";
import { findRun, unknownRun } from "../core/run/run-reference.ts";

/** The runs that are meant, in the order in which they were named. Raises RUN_UNKNOWN or RUN_AMBIGUOUS. */
export async function findKept(store: RunStore, texts: readonly string[]): Promise<readonly Run[]> {
  const ids = texts.map((text) => runIdSchema.safeParse(text));
  // A whole id is looked up alone; everything else has to be told from all others.
  const exact = await Promise.all(ids.map(async (id) => (id.success ? await store.get(id.data) : undefined)));
  if (exact.every((run) => run !== undefined)) return exact;
  const { runs } = await store.list();
  return await Promise.all(
    texts.map(async (text, at) => exact[at] ?? (await requireRun(store, findRun(runs, text)))),
  );
}

/** The whole record of a run that is listed. Raises RUN_UNKNOWN where it went away in the meantime. */
export async function requireRun(store: RunStore, { id }: Pick<Run, "id">): Promise<Run> {
  const run = await store.get(id);
  if (run === undefined) throw unknownRun(id, 0);
  return run;
}
