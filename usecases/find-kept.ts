import { runIdSchema } from "../core/names.ts";
import type { RunStore } from "../core/ports/run-store.ts";
import type { Run } from "../core/run/run.ts";
import { findRun } from "../core/run/run-reference.ts";

/** The runs that are meant, in the order in which they were named. Raises RUN_UNKNOWN or RUN_AMBIGUOUS. */
export async function findKept(store: RunStore, texts: readonly string[]): Promise<readonly Run[]> {
  const ids = texts.map((text) => runIdSchema.safeParse(text));
  // A whole id is looked up alone; everything else has to be told from all others.
  const exact = await Promise.all(ids.map((id) => (id.success ? store.get(id.data) : undefined)));
  if (exact.every((run) => run !== undefined)) return exact;
  const { runs } = await store.list();
  return texts.map((text, at) => exact[at] ?? findRun(runs, text));
}
