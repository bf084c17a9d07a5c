import {
  type Entry,
  type LoggedModel,
  type LoggedModelChanges,
  type LoggedPoint,
  MODEL_STATUSES,
  type ModelMetric,
  type NewLoggedModel,
  type Page,
  type Search,
} from "../../core/ports/tracking-store.ts";
import { searchIn } from "../../core/tracking/page.ts";
import { requireSameParams, unknown } from "../../core/tracking/rules.ts";
import { LOGGED_MODEL_TIES, valuesOfLoggedModel } from "../../core/tracking/values.ts";
import { numberOf, type Row, realOf, type TrackingDatabase, wordOf } from "./tracking-database.ts";
import { experimentNumbers } from "./tracking-experiments.ts";

/** A metric's row is replaced by a later value only: by step, then time, then value, NaN smallest. */
const PUT_METRIC = `
  INSERT INTO model_metrics VALUES (?, ?, ?, ?, ?, ?, ?, ?)
  ON CONFLICT DO UPDATE SET step = excluded.step, time = excluded.time, value = excluded.value
  WHERE (excluded.step, excluded.time) > (step, time)
     OR ((excluded.step, excluded.time) = (step, time) AND excluded.value IS NOT NULL
         AND (value IS NULL OR excluded.value > value))`;

/** Logged models in SQLite. A search reads those of the experiments it names. */
export class LoggedModelTable {
  readonly #db: TrackingDatabase;

  constructor(db: TrackingDatabase) {
    this.#db = db;
  }

  create(model: NewLoggedModel, experimentUri: string, now: number): LoggedModel {
    const { id, experimentId, name, type, runId } = model;
    this.#db.run(
      "INSERT INTO models VALUES (?, ?, ?, ?, ?, ?, 'LOGGED_MODEL_PENDING', ?, ?)",
      id,
      Number(experimentId),
      name,
      type,
      runId,
      `${experimentUri}/models/${id}/artifacts`,
      now,
      now,
    );
    this.#putEntries(id, model);
    return this.require(id);
  }

  get(id: string): LoggedModel | undefined {
    const row = this.#db.row("SELECT * FROM models WHERE id = ?", id);
    return row === undefined ? undefined : this.#read(row);
  }

  require(id: string): LoggedModel {
    const model = this.get(id);
    if (model === undefined) throw unknown("logged model", id);
    return model;
  }

  update(id: string, changes: LoggedModelChanges, now: number): LoggedModel {
    const present = this.require(id);
    requireSameParams(id, { params: changes.params ?? [], present: present.params });
    const { status } = { ...present, ...changes };
    this.#db.run("UPDATE models SET status = ?, updated = ? WHERE id = ?", status, now, id);
    this.#putEntries(id, changes);
    return this.require(id);
  }

  deleteTag(id: string, key: string): void {
    this.require(id);
    const gone = this.#db.run("DELETE FROM model_tags WHERE owner = ? AND key = ?", id, key);
    if (gone === 0) throw unknown("tag", key);
  }

  delete(id: string): void {
    if (this.#db.run("DELETE FROM models WHERE id = ?", id) === 0) throw unknown("logged model", id);
    for (const table of ["model_tags", "model_params", "model_metrics"])
      this.#db.run(`DELETE FROM ${table} WHERE owner = ?`, id);
  }

  /** Keeps what a run's point says about a model. */
  addPoint(modelId: string, runId: string, point: LoggedPoint): void {
    this.#db.run(
      PUT_METRIC,
      modelId,
      point.key,
      point.datasetName ?? "",
      point.datasetDigest ?? "",
      runId,
      point.step,
      point.time,
      realOf(point.value),
    );
  }

  search(experimentIds: readonly string[], search: Search): Page<LoggedModel> {
    const rows = this.#db.rows(
      "SELECT * FROM models WHERE experiment IN (SELECT value FROM json_each(?))",
      JSON.stringify(experimentNumbers(experimentIds)),
    );
    const models = rows.map((row) => this.#read(row));
    return searchIn(models, search, { valuesOf: valuesOfLoggedModel, ties: LOGGED_MODEL_TIES });
  }

  #putEntries(id: string, { tags = [], params = [] }: Pick<LoggedModelChanges, "tags" | "params">): void {
    for (const { key, value } of tags)
      this.#db.run("INSERT OR REPLACE INTO model_tags VALUES (?, ?, ?)", id, key, value);
    for (const { key, value } of params)
      this.#db.run("INSERT OR REPLACE INTO model_params VALUES (?, ?, ?)", id, key, value);
  }

  #read(row: Row): LoggedModel {
    const id = String(row.id);
    return {
      id,
      experimentId: String(row.experiment),
      name: String(row.name),
      type: String(row.type),
      runId: String(row.run),
      artifactUri: String(row.artifact_uri),
      status: wordOf(row.status, MODEL_STATUSES),
      created: Number(row.created),
      updated: Number(row.updated),
      tags: this.#entries("model_tags", id),
      params: this.#entries("model_params", id),
      metrics: this.#db
        .rows(
          "SELECT * FROM model_metrics WHERE owner = ? ORDER BY key, dataset_name, dataset_digest, run",
          id,
        )
        .map(readMetric),
    };
  }

  #entries(table: "model_tags" | "model_params", id: string): readonly Entry[] {
    return this.#db
      .rows(`SELECT key, value FROM ${table} WHERE owner = ? ORDER BY key`, id)
      .map(({ key, value }) => ({ key: String(key), value: String(value) }));
  }
}

function readMetric(row: Row): ModelMetric {
  return {
    key: String(row.key),
    step: Number(row.step),
    time: Number(row.time),
    value: numberOf(row.value),
    modelId: String(row.owner),
    ...(row.dataset_name === "" ? {} : { datasetName: String(row.dataset_name) }),
    ...(row.dataset_digest === "" ? {} : { datasetDigest: String(row.dataset_digest) }),
    runId: String(row.run),
  };
}
