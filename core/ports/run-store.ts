import type { RunId } from "../names.ts";
import type { Notebook } from "../notebook/notebook.ts";
import type { Curves } from "../run/metric.ts";
import type { Run } from "../run/run.ts";
import type { RunSummary } from "../run/run-summary.ts";

/** Every run of the store, and what lies there and is none. */
export interface StoredRuns {
  /** Newest start first; runs that began together by id. `get` has the whole records. */
  readonly runs: readonly RunSummary[];
  /** One line for each record that cannot be read, with what is wrong. */
  readonly notes: readonly string[];
}

/** Small files of a record as text, by their paths in it. */
export type RecordTexts = ReadonlyMap<string, string>;

/**
 * Finished runs that are kept on a machine, with no GitHub at all. A run is immutable, so adding it again with the same
 * record and curves changes nothing, and it is seen whole or not at all, whoever else writes at the same time.
 */
export interface RunStore {
  /** Raises RUN_EXISTS when the id is taken by another record, or by one that cannot be read. */
  add(run: Run, curves: Curves, texts?: RecordTexts): Promise<void>;
  list(): Promise<StoredRuns>;
  /** Undefined when there is none; raises SCHEMA_MISMATCH when it is there and cannot be read. */
  get(id: RunId): Promise<Run | undefined>;
  /** Empty for a run without curves, and for none; raises ARTIFACT_INVALID when they are damaged. */
  curves(id: RunId): Promise<Curves>;
  /** A file of the record as text; undefined where the record names none, or none was kept. */
  text(id: RunId, path: string): Promise<string | undefined>;
  /**
   * The code of a notebook that the run executed, by the path in its record; undefined where none is kept. Raises
   * FILE_UNREADABLE or SCHEMA_MISMATCH when it is damaged.
   */
  notebook(id: RunId, path: string): Promise<Notebook | undefined>;
}
