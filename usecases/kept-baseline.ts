import type { Baseline, BaselineSource } from "../core/ports/baseline.ts";
import type { RunStore } from "../core/ports/run-store.ts";
import type { Run } from "../core/run/run.ts";

/** Finds runs to compare with among those that are kept on a machine. A run without a branch is on the branch "". */
export function keptBaselines(store: RunStore): BaselineSource {
  return {
    newest: async ({ experiment, branch, except, history = 0 }) => {
      const { runs, notes } = await store.list();
      const own = runs.filter(
        (run) => run.experiment === experiment && run.id !== except && (run.source.branch ?? "") === branch,
      );
      const finished = own.filter(({ status }) => status === "finished");
      const [newest] = finished;
      if (newest === undefined)
        return { found: false, reason: own.length > 0 ? "unfinished" : "no-run", notes };
      return await found(store, newest, { history: finished.slice(0, history), notes });
    },
    named: async (name) => {
      const run = name.kind === "run" ? await store.get(name.id) : undefined;
      if (run === undefined) return { found: false, reason: "not-found", notes: [] };
      return await found(store, run, { history: [], notes: [] });
    },
    // Runs repeat one another within one run of a workflow, and here there is none.
    repeats: async () => ({ runs: [], notes: [] }),
  };
}

async function found(
  store: RunStore,
  run: Run,
  { history, notes }: { readonly history: readonly Run[]; readonly notes: readonly string[] },
): Promise<Baseline> {
  try {
    return { found: true, run, curves: await store.curves(run.id), artifact: null, history, notes };
  } catch (error) {
    const reason = error instanceof Error ? error.message : "unreadable";
    const told = [...notes, `curves of ${run.id}: ${reason}`];
    return { found: true, run, curves: new Map(), artifact: null, history, notes: told };
  }
}
