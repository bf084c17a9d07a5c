import { isDeepStrictEqual } from "node:util";
import { PedigreeError } from "../../core/errors.ts";
import type { RunId } from "../../core/names.ts";
import type { Notebook } from "../../core/notebook/notebook.ts";
import type { RecordTexts, RunStore, StoredRuns } from "../../core/ports/run-store.ts";
import type { Curves } from "../../core/run/metric.ts";
import { newestFirst } from "../../core/run/order.ts";
import type { Run } from "../../core/run/run.ts";
import { summarizeRun } from "../../core/run/run-summary.ts";

/** Finished runs in memory. */
export class MemoryRunStore implements RunStore {
  readonly #kept = new Map<RunId, { readonly run: Run; readonly curves: Curves }>();
  readonly #texts = new Map<RunId, RecordTexts>();

  async add(run: Run, curves: Curves, texts: RecordTexts = new Map()): Promise<void> {
    const kept = this.#kept.get(run.id);
    if (kept !== undefined && !isDeepStrictEqual(kept, { run, curves }))
      throw new PedigreeError("RUN_EXISTS", "another run has this id", { subject: run.id });
    if (kept === undefined) this.#texts.set(run.id, texts);
    this.#kept.set(run.id, { run, curves });
  }

  async text(id: RunId, path: string): Promise<string | undefined> {
    const isNamed = this.#kept.get(id)?.run.files.some((file) => file.path === path) === true;
    return isNamed ? this.#texts.get(id)?.get(path) : undefined;
  }

  async list(): Promise<StoredRuns> {
    return {
      runs: [...this.#kept.values()].map(({ run }) => summarizeRun(run)).sort(newestFirst),
      notes: [],
    };
  }

  async get(id: RunId): Promise<Run | undefined> {
    return this.#kept.get(id)?.run;
  }

  /** Notebooks that a test puts beside the runs, by `ID PATH`. */
  readonly notebooks = new Map<string, Notebook>();

  async notebook(id: RunId, path: string): Promise<Notebook | undefined> {
    return this.notebooks.get(`${id} ${path}`);
  }

  async curves(id: RunId): Promise<Curves> {
    return this.#kept.get(id)?.curves ?? new Map();
  }
}
