import { canonicalJson } from "../core/canonical.ts";
import { PedigreeError } from "../core/errors.ts";
import type { RunStore } from "../core/ports/run-store.ts";

/** A store that tells what it would do, and keeps nothing. */
export function rehearsalStore(store: RunStore): RunStore {
  return {
    list: () => store.list(),
    get: (id) => store.get(id),
    curves: (id) => store.curves(id),
    text: (id, path) => store.text(id, path),
    notebook: (id, path) => store.notebook(id, path),
    add: async (run) => {
      const kept = await store.get(run.id);
      if (kept === undefined || canonicalJson(kept) === canonicalJson(run)) return;
      throw new PedigreeError("RUN_EXISTS", "another run has this id", {
        subject: run.id,
        expected: "the same record",
        found: "another one",
      });
    },
  };
}
