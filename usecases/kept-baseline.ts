import type { Baseline, BaselineSource } from "../core/ports/baseline.ts";
import type { RunStore } from "../core/ports/run-store.ts";
import { isSameSeries, seriesOf } from "../core/run/artifact-name.ts";
import type { Run } from "../core/run/run.ts";
import { requireRun } from "./find-kept.ts";

/** Finds runs to compare with among those that are kept on a machine. A run without a branch is on the branch "". */
export function keptBaselines(store: RunStore): BaselineSource {
  return {
    newest: async ({ series, branch, except, history = 0 }) => {
      const { runs, notes } = await store.list();
      const own = runs.filter(
        (run) =>
          isSameSeries(seriesOf(run), series) && run.id !== except && (run.source.branch ?? "") === branch,
      );
      const finished = own.filter(({ status }) => status === "finished");
      const [newest] = finished;
      if (newest === undefined)
        return { found: false, reason: own.length > 0 ? "unfinished" : "no-run", notes };
      const [run, past] = await Promise.all([
        requireRun(store, newest),
        Promise.all(finished.slice(0, history).map((one) => requireRun(store, one))),
      ]);
      return await found(store, run, { history: past, notes });
    },
    named: async (name) => {
      const run = name.kind === "run" ? await store.get(name.id) : undefined;
      if (run === undefined) return { found: false, reason: "not-found", notes: [] };
      return await found(store, run, { history: [], notes: [] });
    },
    notebook: async ({ run }, path) => await store.notebook(run.id, path),
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
