import type {
  Batch,
  CurvePoint,
  CurveSummary,
  CurveWindow,
  Entry,
  Experiment,
  LifecycleStage,
  LoggedModel,
  LoggedModelChanges,
  LoggedPoint,
  ModelMetric,
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
import { pageOf, searchIn } from "../../core/tracking/page.ts";
import {
  addToSummary,
  compareCurvePoints,
  DATASET_CONTEXT_TAG,
  DEFAULT_EXPERIMENT,
  isLater,
  nameInTags,
  nameTaken,
  requireActive,
  requireSameParams,
  sortEntries,
  tagsOfChanges,
  unknown,
} from "../../core/tracking/rules.ts";
import { compareText } from "../../core/tracking/text.ts";
import {
  EXPERIMENT_TIES,
  LOGGED_MODEL_TIES,
  RUN_TIES,
  valuesOfExperiment,
  valuesOfLoggedModel,
  valuesOfRun,
} from "../../core/tracking/values.ts";

/** Whole curves, by key: the summary and every point, once. */
type Curves = Map<string, { summary: CurveSummary; readonly points: Map<string, CurvePoint> }>;

/** Tracked runs in memory, gone with the process. Every value handed out is a snapshot. */
export class MemoryTrackingStore implements TrackingStore {
  readonly #experiments = new Map<string, Experiment>();
  readonly #runs = new Map<string, TrackedRun>();
  readonly #curves = new Map<string, Curves>();
  readonly #models = new Map<string, LoggedModel>();

  constructor(now = 0) {
    this.#addExperiment({ name: DEFAULT_EXPERIMENT.name, artifactUri: "", tags: [] }, now);
  }

  async createExperiment(
    experiment: Pick<Experiment, "name" | "artifactUri" | "tags">,
    now: number,
  ): Promise<Experiment> {
    this.#requireFreeName(experiment.name);
    return this.#addExperiment(experiment, now);
  }

  async getExperiment(id: string): Promise<Experiment | undefined> {
    return this.#experiments.get(id);
  }

  async findExperiment(name: string): Promise<Experiment | undefined> {
    return this.#experiments.values().find((experiment) => experiment.name === name);
  }

  async updateExperiment(
    id: string,
    changes: { readonly name?: string; readonly stage?: LifecycleStage },
    now: number,
  ): Promise<void> {
    const experiment = this.#experiment(id);
    if (changes.name !== undefined) {
      requireActive("experiment", id, experiment.stage);
      if (changes.name !== experiment.name) this.#requireFreeName(changes.name);
    }
    this.#experiments.set(id, { ...experiment, ...changes, updated: now });
  }

  async setExperimentTag(id: string, tag: Entry): Promise<void> {
    const experiment = this.#experiment(id);
    requireActive("experiment", id, experiment.stage);
    this.#experiments.set(id, { ...experiment, tags: sortEntries([...experiment.tags, tag]) });
  }

  async deleteExperimentTag(id: string, key: string): Promise<void> {
    const experiment = this.#experiment(id);
    requireActive("experiment", id, experiment.stage);
    this.#experiments.set(id, { ...experiment, tags: without(experiment.tags, key) });
  }

  async searchExperiments(view: StageView, search: Search): Promise<Page<Experiment>> {
    const seen = Array.from(this.#experiments.values()).filter(({ stage }) => isIn(view, stage));
    return searchIn(seen, search, { valuesOf: valuesOfExperiment, ties: EXPERIMENT_TIES });
  }

  async createRun(run: NewRun): Promise<TrackedRun> {
    const experiment = this.#experiment(run.experimentId);
    requireActive("experiment", experiment.id, experiment.stage);
    const created: TrackedRun = {
      ...run,
      status: "RUNNING",
      artifactUri: `${experiment.artifactUri}/${run.id}/artifacts`,
      stage: "active",
      tags: sortEntries([...run.tags, ...tagsOfChanges(run)]),
      curves: [],
      params: [],
      datasets: [],
      modelInputs: [],
      modelOutputs: [],
    };
    this.#runs.set(run.id, created);
    this.#curves.set(run.id, new Map());
    return created;
  }

  async getRun(id: string): Promise<TrackedRun | undefined> {
    const run = this.#runs.get(id);
    return run === undefined ? undefined : this.#seen(run);
  }

  async updateRun(id: string, changes: RunChanges): Promise<TrackedRun> {
    const run = this.#writable(id);
    const updated = { ...run, ...changes, tags: sortEntries([...run.tags, ...tagsOfChanges(changes)]) };
    this.#runs.set(id, updated);
    return updated;
  }

  async setRunStage(id: string, stage: LifecycleStage): Promise<void> {
    this.#runs.set(id, { ...this.#run(id), stage });
  }

  async logBatch(runId: string, { points, params, tags }: Batch): Promise<void> {
    const run = this.#writable(runId);
    requireSameParams(runId, { params, present: run.params });
    for (const point of points) if (point.modelId !== undefined) this.#model(point.modelId);
    this.#runs.set(runId, {
      ...run,
      name: nameInTags(tags) ?? run.name,
      params: sortEntries([...run.params, ...params]),
      tags: sortEntries([...run.tags, ...tags]),
      curves: points.length === 0 ? run.curves : this.#addPoints(runId, points),
    });
  }

  async deleteTag(runId: string, key: string): Promise<void> {
    const run = this.#writable(runId);
    if (!run.tags.some((tag) => tag.key === key)) throw unknown("tag", key);
    this.#runs.set(runId, { ...run, tags: without(run.tags, key) });
  }

  async logInputs(
    runId: string,
    inputs: { readonly datasets: readonly TrackedDataset[]; readonly modelIds: readonly string[] },
  ): Promise<void> {
    const run = this.#writable(runId);
    const known = firstOfEach([...run.datasets, ...inputs.datasets], datasetKey);
    this.#runs.set(runId, {
      ...run,
      datasets: known.map((dataset) => ({ ...dataset, tags: sortEntries(dataset.tags) })),
      modelInputs: Array.from(new Set([...run.modelInputs, ...inputs.modelIds])).sort(compareText),
    });
  }

  async logOutputs(runId: string, outputs: readonly ModelOutput[]): Promise<void> {
    const run = this.#writable(runId);
    const known = new Map(run.modelOutputs.map((output) => [`${output.modelId} ${output.step}`, output]));
    for (const output of outputs) known.set(`${output.modelId} ${output.step}`, output);
    const modelOutputs = Array.from(known.values());
    modelOutputs.sort((a, b) => compareText(a.modelId, b.modelId) || a.step - b.step);
    this.#runs.set(runId, { ...run, modelOutputs });
  }

  async searchRuns(
    scope: { readonly experimentIds: readonly string[]; readonly view: StageView },
    search: Search,
  ): Promise<Page<TrackedRun>> {
    const experiments = new Set(scope.experimentIds);
    const seen = this.#runs
      .values()
      .filter((run) => experiments.has(run.experimentId))
      .map((run) => this.#seen(run))
      .filter(({ stage }) => isIn(scope.view, stage));
    return searchIn(Array.from(seen), search, { valuesOf: valuesOfRun, ties: RUN_TIES });
  }

  async readCurve(runId: string, key: string, window: CurveWindow): Promise<Page<CurvePoint>> {
    this.#run(runId);
    const { after } = window;
    const points = Array.from(this.#curves.get(runId)?.get(key)?.points.values() ?? [])
      .filter((point) => after === undefined || compareCurvePoints(point, after) > 0)
      .sort(compareCurvePoints);
    return pageOf(points, window);
  }

  async createLoggedModel(model: NewLoggedModel, now: number): Promise<LoggedModel> {
    const experiment = this.#experiment(model.experimentId);
    requireActive("experiment", experiment.id, experiment.stage);
    const created: LoggedModel = {
      ...model,
      artifactUri: `${experiment.artifactUri}/models/${model.id}/artifacts`,
      status: "LOGGED_MODEL_PENDING",
      created: now,
      updated: now,
      tags: sortEntries(model.tags),
      params: sortEntries(model.params),
      metrics: [],
    };
    this.#models.set(model.id, created);
    return created;
  }

  async getLoggedModel(id: string): Promise<LoggedModel | undefined> {
    return this.#models.get(id);
  }

  async updateLoggedModel(id: string, changes: LoggedModelChanges, now: number): Promise<LoggedModel> {
    const model = this.#model(id);
    requireSameParams(id, { params: changes.params ?? [], present: model.params });
    const updated = {
      ...model,
      status: changes.status ?? model.status,
      tags: sortEntries([...model.tags, ...(changes.tags ?? [])]),
      params: sortEntries([...model.params, ...(changes.params ?? [])]),
      updated: now,
    };
    this.#models.set(id, updated);
    return updated;
  }

  async deleteLoggedModelTag(id: string, key: string): Promise<void> {
    const model = this.#model(id);
    if (!model.tags.some((tag) => tag.key === key)) throw unknown("tag", key);
    this.#models.set(id, { ...model, tags: without(model.tags, key) });
  }

  async deleteLoggedModel(id: string): Promise<void> {
    this.#model(id);
    this.#models.delete(id);
  }

  async searchLoggedModels(experimentIds: readonly string[], search: Search): Promise<Page<LoggedModel>> {
    const models = Array.from(this.#models.values()).filter((m) => experimentIds.includes(m.experimentId));
    return searchIn(models, search, { valuesOf: valuesOfLoggedModel, ties: LOGGED_MODEL_TIES });
  }

  async close(): Promise<void> {
    this.#runs.clear();
  }

  #addExperiment(
    { name, artifactUri, tags }: Pick<Experiment, "name" | "artifactUri" | "tags">,
    now: number,
  ) {
    const id = String(this.#experiments.size);
    const experiment: Experiment = {
      id,
      name,
      artifactUri: artifactUri === "" ? `mlflow-artifacts:/${id}` : artifactUri,
      stage: "active",
      created: now,
      updated: now,
      tags: sortEntries(tags),
    };
    this.#experiments.set(id, experiment);
    return experiment;
  }

  #requireFreeName(name: string): void {
    if (this.#experiments.values().some((experiment) => experiment.name === name)) throw nameTaken(name);
  }

  #experiment(id: string): Experiment {
    const experiment = this.#experiments.get(id);
    if (experiment === undefined) throw unknown("experiment", id);
    return experiment;
  }

  #run(id: string): TrackedRun {
    const run = this.#runs.get(id);
    if (run === undefined) throw unknown("run", id);
    return run;
  }

  #writable(id: string): TrackedRun {
    const run = this.#run(id);
    requireActive("run", id, this.#seen(run).stage);
    return run;
  }

  #model(id: string): LoggedModel {
    const model = this.#models.get(id);
    if (model === undefined) throw unknown("logged model", id);
    return model;
  }

  /** A run of a deleted experiment is deleted, too, as long as the experiment is. */
  #seen(run: TrackedRun): TrackedRun {
    return this.#experiment(run.experimentId).stage === "deleted" ? { ...run, stage: "deleted" } : run;
  }

  #addPoints(runId: string, points: readonly LoggedPoint[]): readonly CurveSummary[] {
    const curves = this.#curves.get(runId) ?? new Map();
    for (const point of points) {
      const { key, step, time, value } = point;
      const curve = curves.get(key);
      const known = curve?.points ?? new Map<string, CurvePoint>();
      known.set(`${time} ${step} ${value}`, { step, time, value });
      const summary = { ...addToSummary(curve?.summary, point), count: known.size };
      curves.set(key, { summary, points: known });
      if (point.modelId !== undefined) this.#addModelMetric(point.modelId, { ...point, runId });
    }
    this.#curves.set(runId, curves);
    const summaries: CurveSummary[] = Array.from(curves.values(), ({ summary }) => summary);
    return summaries.sort((a, b) => compareText(a.key, b.key));
  }

  #addModelMetric(modelId: string, metric: ModelMetric): void {
    const model = this.#model(modelId);
    const same = model.metrics.find((known) => compareKeys(metricKey(known), metricKey(metric)) === 0);
    if (same !== undefined && !isLater(metric, same)) return;
    const metrics = [...model.metrics.filter((known) => known !== same), metric];
    metrics.sort((a, b) => compareKeys(metricKey(a), metricKey(b)));
    this.#models.set(modelId, { ...model, metrics });
  }
}

function without(entries: readonly Entry[], key: string): readonly Entry[] {
  return entries.filter((entry) => entry.key !== key);
}

function isIn(view: StageView, stage: LifecycleStage): boolean {
  return view === "all" || view === stage;
}

/** What tells data sets of a run apart, in the order they are listed by. */
function datasetKey({ name, digest, tags }: TrackedDataset): readonly string[] {
  return [name, digest, tags.find(({ key }) => key === DATASET_CONTEXT_TAG)?.value ?? ""];
}

function metricKey({ key, datasetName = "", datasetDigest = "", runId }: ModelMetric): readonly string[] {
  return [key, datasetName, datasetDigest, runId];
}

function compareKeys(a: readonly string[], b: readonly string[]): number {
  return a.reduce((sign, part, index) => sign || compareText(part, b[index] ?? ""), 0);
}

/** Of things with equal keys the first. */
function firstOfEach<T>(things: readonly T[], keyOf: (thing: T) => readonly string[]): readonly T[] {
  const sorted = things.toSorted((a, b) => compareKeys(keyOf(a), keyOf(b)));
  return sorted.filter((thing, index) => {
    const before = sorted[index - 1];
    return before === undefined || compareKeys(keyOf(before), keyOf(thing)) !== 0;
  });
}
