import type {
  Batch,
  CurvePoint,
  CurveWindow,
  Entry,
  Experiment,
  LifecycleStage,
  LoggedModel,
  LoggedModelChanges,
  ModelOutput,
  NewLoggedModel,
  NewRun,
  Page,
  RunChanges,
  Search,
  StageView,
  TrackedDataset,
  TrackedRun,
  TrackingStore,
} from "../../core/ports/tracking-store.ts";
import { DEFAULT_EXPERIMENT } from "../../core/tracking/rules.ts";
import { TrackingDatabase } from "./tracking-database.ts";
import { ExperimentTable } from "./tracking-experiments.ts";
import { LoggedModelTable } from "./tracking-logged-models.ts";
import { RunTable } from "./tracking-runs.ts";

/** Tracked runs in one SQLite file (`:memory:` for none). Every write is one transaction. */
export class SqliteTrackingStore implements TrackingStore {
  readonly #db: TrackingDatabase;
  readonly #experiments: ExperimentTable;
  readonly #runs: RunTable;
  readonly #models: LoggedModelTable;

  constructor(path: string, now = 0) {
    this.#db = new TrackingDatabase(path);
    this.#experiments = new ExperimentTable(this.#db);
    this.#runs = new RunTable(this.#db);
    this.#models = new LoggedModelTable(this.#db);
    this.#db.transaction(() => {
      if (this.#experiments.get(DEFAULT_EXPERIMENT.id) === undefined)
        this.#experiments.create({ name: DEFAULT_EXPERIMENT.name, artifactUri: "", tags: [] }, now);
    });
  }

  async createExperiment(
    experiment: Pick<Experiment, "name" | "artifactUri" | "tags">,
    now: number,
  ): Promise<Experiment> {
    return this.#db.transaction(() => this.#experiments.create(experiment, now));
  }

  async getExperiment(id: string): Promise<Experiment | undefined> {
    return this.#experiments.get(id);
  }

  async findExperiment(name: string): Promise<Experiment | undefined> {
    return this.#experiments.find(name);
  }

  async updateExperiment(
    id: string,
    changes: { readonly name?: string; readonly stage?: LifecycleStage },
    now: number,
  ): Promise<void> {
    this.#db.transaction(() => this.#experiments.update(id, changes, now));
  }

  async setExperimentTag(id: string, tag: Entry): Promise<void> {
    this.#db.transaction(() => this.#experiments.setTag(id, tag));
  }

  async deleteExperimentTag(id: string, key: string): Promise<void> {
    this.#db.transaction(() => this.#experiments.deleteTag(id, key));
  }

  async searchExperiments(view: StageView, search: Search): Promise<Page<Experiment>> {
    return this.#experiments.search(view, search);
  }

  async createRun(run: NewRun): Promise<TrackedRun> {
    return this.#db.transaction(() => {
      this.#runs.create(run, this.#experiments.requireActive(run.experimentId).artifactUri);
      return this.#runs.require(run.id);
    });
  }

  async getRun(id: string): Promise<TrackedRun | undefined> {
    return this.#runs.get(id);
  }

  async updateRun(id: string, changes: RunChanges): Promise<TrackedRun> {
    return this.#db.transaction(() => {
      this.#runs.update(id, changes);
      return this.#runs.require(id);
    });
  }

  async setRunStage(id: string, stage: LifecycleStage): Promise<void> {
    this.#db.transaction(() => this.#runs.setStage(id, stage));
  }

  async logBatch(runId: string, batch: Batch): Promise<void> {
    this.#db.transaction(() => {
      this.#runs.logBatch(runId, batch);
      for (const point of batch.points) {
        if (point.modelId === undefined) continue;
        this.#models.require(point.modelId);
        this.#models.addPoint(point.modelId, runId, point);
      }
    });
  }

  async deleteTag(runId: string, key: string): Promise<void> {
    this.#db.transaction(() => this.#runs.deleteTag(runId, key));
  }

  async logInputs(
    runId: string,
    inputs: { readonly datasets: readonly TrackedDataset[]; readonly modelIds: readonly string[] },
  ): Promise<void> {
    this.#db.transaction(() => this.#runs.logInputs(runId, inputs));
  }

  async logOutputs(runId: string, outputs: readonly ModelOutput[]): Promise<void> {
    this.#db.transaction(() => this.#runs.logOutputs(runId, outputs));
  }

  async searchRuns(
    scope: { readonly experimentIds: readonly string[]; readonly view: StageView },
    search: Search,
  ): Promise<Page<TrackedRun>> {
    return this.#runs.search(scope, search);
  }

  async readCurve(runId: string, key: string, window: CurveWindow): Promise<Page<CurvePoint>> {
    return this.#runs.readCurve(runId, key, window);
  }

  async createLoggedModel(model: NewLoggedModel, now: number): Promise<LoggedModel> {
    return this.#db.transaction(() => {
      const { artifactUri } = this.#experiments.requireActive(model.experimentId);
      return this.#models.create(model, artifactUri, now);
    });
  }

  async getLoggedModel(id: string): Promise<LoggedModel | undefined> {
    return this.#models.get(id);
  }

  async updateLoggedModel(id: string, changes: LoggedModelChanges, now: number): Promise<LoggedModel> {
    return this.#db.transaction(() => this.#models.update(id, changes, now));
  }

  async deleteLoggedModelTag(id: string, key: string): Promise<void> {
    this.#db.transaction(() => this.#models.deleteTag(id, key));
  }

  async deleteLoggedModel(id: string): Promise<void> {
    this.#db.transaction(() => this.#models.delete(id));
  }

  async searchLoggedModels(experimentIds: readonly string[], search: Search): Promise<Page<LoggedModel>> {
    return this.#models.search(experimentIds, search);
  }

  async close(): Promise<void> {
    this.#db.close();
  }
}
