import type { Filter, Order } from "../tracking/filter.ts";

/** Deleted things keep their data and can be restored. */
export type LifecycleStage = "active" | "deleted";
/** Which stages a search looks at. */
export type StageView = LifecycleStage | "all";

export const TRACKED_STATUSES = ["RUNNING", "SCHEDULED", "FINISHED", "FAILED", "KILLED"] as const;
export type TrackedStatus = (typeof TRACKED_STATUSES)[number];

/** A parameter or tag. Lists of them are sorted by key, by code points. */
export interface Entry {
  readonly key: string;
  readonly value: string;
}

/** One point of a curve. `time` in milliseconds since 1970; `value` may be NaN or infinite. */
export interface CurvePoint {
  readonly step: number;
  readonly time: number;
  readonly value: number;
}

/** A point as it is logged; it may also speak about a logged model and a data set. */
export interface LoggedPoint extends CurvePoint {
  readonly key: string;
  readonly modelId?: string;
  readonly datasetName?: string;
  readonly datasetDigest?: string;
}

/**
 * A curve in short: the last point (highest step, then time, then value), and the smallest and largest value, which leave
 * NaN out and are NaN when there is nothing else.
 */
export interface CurveSummary extends CurvePoint {
  readonly key: string;
  /** How many points the curve has. */
  readonly count: number;
  readonly min: number;
  readonly max: number;
}

export interface Experiment {
  /** Digits, counted up; `0` is there from the start and called `Default`. */
  readonly id: string;
  readonly name: string;
  readonly artifactUri: string;
  readonly stage: LifecycleStage;
  /** Milliseconds since 1970, as are all times here. */
  readonly created: number;
  readonly updated: number;
  readonly tags: readonly Entry[];
}

export interface TrackedDataset {
  readonly name: string;
  readonly digest: string;
  readonly sourceType: string;
  readonly source: string;
  readonly schema?: string;
  readonly profile?: string;
  /** What the run used it for, e.g. `mlflow.data.context` = `train`. */
  readonly tags: readonly Entry[];
}

export interface ModelOutput {
  readonly modelId: string;
  readonly step: number;
}

export interface TrackedRun {
  readonly id: string;
  readonly experimentId: string;
  readonly name: string;
  readonly user: string;
  readonly status: TrackedStatus;
  readonly started: number;
  readonly ended?: number;
  readonly artifactUri: string;
  readonly stage: LifecycleStage;
  readonly curves: readonly CurveSummary[];
  readonly params: readonly Entry[];
  readonly tags: readonly Entry[];
  readonly datasets: readonly TrackedDataset[];
  readonly modelInputs: readonly string[];
  readonly modelOutputs: readonly ModelOutput[];
}

export interface NewRun {
  readonly id: string;
  readonly experimentId: string;
  readonly name: string;
  readonly user: string;
  readonly started: number;
  readonly tags: readonly Entry[];
}

export interface RunChanges {
  readonly name?: string;
  readonly status?: TrackedStatus;
  readonly ended?: number;
}

export interface Batch {
  readonly points: readonly LoggedPoint[];
  readonly params: readonly Entry[];
  readonly tags: readonly Entry[];
}

export const MODEL_STATUSES = [
  "LOGGED_MODEL_PENDING",
  "LOGGED_MODEL_READY",
  "LOGGED_MODEL_UPLOAD_FAILED",
] as const;
export type ModelStatus = (typeof MODEL_STATUSES)[number];

/** The newest value that a run logged about a logged model. */
export interface ModelMetric extends LoggedPoint {
  readonly runId: string;
}

/** A model that a run saved; not yet a registered version. */
export interface LoggedModel {
  readonly id: string;
  readonly experimentId: string;
  readonly name: string;
  readonly type: string;
  readonly runId: string;
  readonly artifactUri: string;
  readonly status: ModelStatus;
  readonly created: number;
  readonly updated: number;
  readonly tags: readonly Entry[];
  readonly params: readonly Entry[];
  readonly metrics: readonly ModelMetric[];
}

export interface NewLoggedModel {
  readonly id: string;
  readonly experimentId: string;
  readonly name: string;
  readonly type: string;
  readonly runId: string;
  readonly tags: readonly Entry[];
  readonly params: readonly Entry[];
}

export interface LoggedModelChanges {
  readonly status?: ModelStatus;
  readonly tags?: readonly Entry[];
  readonly params?: readonly Entry[];
}

/** A window on an ordered list: `limit` entries from `offset` on. */
export interface Window {
  readonly offset: number;
  readonly limit: number;
}

/** A window on a curve. `offset` counts from what comes after a point, whether the curve has that point or not. */
export interface CurveWindow extends Window {
  readonly after?: CurvePoint;
}

export interface Search extends Window {
  readonly filter?: Filter;
  readonly order: readonly Order[];
}

export interface Page<T> {
  readonly items: readonly T[];
  /** Whether something comes after the window. */
  readonly more: boolean;
}

/**
 * Runs as they are logged, live. A write is seen by every later read, and happens whole or not at all.
 *
 * What is named and does not exist raises TRACKING_UNKNOWN; a name in use TRACKING_EXISTS; a write to a deleted run,
 * a parameter of a run or a logged model with a second value TRACKING_INVALID. Logging the same point, parameter or tag
 * again changes nothing: clients repeat requests. `now` is milliseconds since 1970.
 */
export interface TrackingStore {
  /** Names are unique among active and deleted experiments. An empty `artifactUri` means `mlflow-artifacts:/ID`. */
  createExperiment(
    experiment: Pick<Experiment, "name" | "artifactUri" | "tags">,
    now: number,
  ): Promise<Experiment>;
  getExperiment(id: string): Promise<Experiment | undefined>;
  findExperiment(name: string): Promise<Experiment | undefined>;
  /** Deleting an experiment deletes its runs, restoring restores those that went with it. */
  updateExperiment(
    id: string,
    changes: { readonly name?: string; readonly stage?: LifecycleStage },
    now: number,
  ): Promise<void>;
  setExperimentTag(id: string, tag: Entry): Promise<void>;
  deleteExperimentTag(id: string, key: string): Promise<void>;
  /** Ties fall to the newer experiment. */
  searchExperiments(view: StageView, search: Search): Promise<Page<Experiment>>;

  /** The run's name is also its tag `mlflow.runName`, kept equal ever after. */
  createRun(run: NewRun): Promise<TrackedRun>;
  getRun(id: string): Promise<TrackedRun | undefined>;
  updateRun(id: string, changes: RunChanges): Promise<TrackedRun>;
  setRunStage(id: string, stage: LifecycleStage): Promise<void>;
  logBatch(runId: string, batch: Batch): Promise<void>;
  deleteTag(runId: string, key: string): Promise<void>;
  logInputs(
    runId: string,
    inputs: { readonly datasets: readonly TrackedDataset[]; readonly modelIds: readonly string[] },
  ): Promise<void>;
  logOutputs(runId: string, outputs: readonly ModelOutput[]): Promise<void>;
  /** Values first, then NaN, then runs without one, whichever the direction; ties fall to the later start, then the id. */
  searchRuns(
    scope: { readonly experimentIds: readonly string[]; readonly view: StageView },
    search: Search,
  ): Promise<Page<TrackedRun>>;
  /** A curve by time, then step, then value; empty for an unknown key. */
  readCurve(runId: string, key: string, window: CurveWindow): Promise<Page<CurvePoint>>;

  createLoggedModel(model: NewLoggedModel, now: number): Promise<LoggedModel>;
  getLoggedModel(id: string): Promise<LoggedModel | undefined>;
  updateLoggedModel(id: string, changes: LoggedModelChanges, now: number): Promise<LoggedModel>;
  deleteLoggedModelTag(id: string, key: string): Promise<void>;
  deleteLoggedModel(id: string): Promise<void>;
  searchLoggedModels(experimentIds: readonly string[], search: Search): Promise<Page<LoggedModel>>;

  close(): Promise<void>;
}
