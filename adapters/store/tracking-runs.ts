import {
  type Batch,
  type CurvePoint,
  type CurveWindow,
  type LifecycleStage,
  type LoggedPoint,
  type ModelOutput,
  type NewRun,
  type Page,
  type RunChanges,
  type Search,
  type StageView,
  TRACKED_STATUSES,
  type TrackedDataset,
  type TrackedRun,
} from "../../core/ports/tracking-store.ts";
import {
  addToSummary,
  type CurveRange,
  DATASET_CONTEXT_TAG,
  nameInTags,
  requireActive,
  requireSameParam,
  sortEntries,
  tagsOfChanges,
  unknown,
} from "../../core/tracking/rules.ts";
import { RUN_TIES } from "../../core/tracking/values.ts";
import { numberOf, type Row, realOf, type TrackingDatabase, wordOf } from "./tracking-database.ts";
import { experimentNumbers } from "./tracking-experiments.ts";
import { filterToSql, ordersToSql } from "./tracking-filter-sql.ts";
import { type RunHead, readRuns, readSummary, SUMMARY } from "./tracking-run-details.ts";

/** A run of a deleted experiment is deleted, too, as long as the experiment is. */
const SEEN = "CASE e.stage WHEN 'deleted' THEN 'deleted' ELSE r.stage END AS seen";
const FROM_RUNS = "FROM runs r JOIN experiments e ON e.id = r.experiment";
const SELECT_RUNS = `SELECT r.*, ${SEEN} ${FROM_RUNS}`;
/** All that a write asks of its run. */
const SELECT_STAGE = `SELECT r.number, ${SEEN} ${FROM_RUNS} WHERE r.id = ?`;
const SELECT_CURVE = `SELECT number, ${SUMMARY} FROM curves WHERE owner = ? AND key = ?`;

/** Runs, their curves and what belongs to them, in SQLite. The caller opens transactions. */
export class RunTable {
  readonly #db: TrackingDatabase;

  constructor(db: TrackingDatabase) {
    this.#db = db;
  }

  create(run: NewRun, experimentUri: string): void {
    const { number } = this.#db.row(
      `INSERT INTO runs (id, experiment, name, user, status, started, artifact_uri, stage)
       VALUES (?, ?, ?, ?, 'RUNNING', ?, ?, 'active') RETURNING number`,
      run.id,
      Number(run.experimentId),
      run.name,
      run.user,
      run.started,
      `${experimentUri}/${run.id}/artifacts`,
    ) ?? { number: null };
    this.#putTags(Number(number), [...run.tags, ...tagsOfChanges(run)]);
  }

  get(id: string): TrackedRun | undefined {
    const row = this.#row(id);
    return row === undefined ? undefined : readRuns(this.#db, [row], readRun)[0];
  }

  require(id: string): TrackedRun {
    const run = this.get(id);
    if (run === undefined) throw unknown("run", id);
    return run;
  }

  update(id: string, changes: RunChanges): void {
    const number = this.#writable(id);
    this.#db.run(
      "UPDATE runs SET name = coalesce(?, name), status = coalesce(?, status), ended = coalesce(?, ended) WHERE number = ?",
      changes.name ?? null,
      changes.status ?? null,
      changes.ended ?? null,
      number,
    );
    this.#putTags(number, tagsOfChanges(changes));
  }

  setStage(id: string, stage: LifecycleStage): void {
    if (this.#db.run("UPDATE runs SET stage = ? WHERE id = ?", stage, id) === 0) throw unknown("run", id);
  }

  logBatch(id: string, { points, params, tags }: Batch): void {
    const number = this.#writable(id);
    for (const param of params) {
      const present = this.#db.row("SELECT value FROM params WHERE owner = ? AND key = ?", number, param.key);
      requireSameParam(id, param, present === undefined ? undefined : String(present.value));
      this.#db.run("INSERT OR IGNORE INTO params VALUES (?, ?, ?)", number, param.key, param.value);
    }
    this.#putTags(number, tags);
    const name = nameInTags(tags);
    if (name !== undefined) this.#db.run("UPDATE runs SET name = ? WHERE number = ?", name, number);
    for (const [key, group] of Map.groupBy(points, (point) => point.key)) this.#addPoints(number, key, group);
  }

  deleteTag(id: string, key: string): void {
    const number = this.#writable(id);
    if (this.#db.run("DELETE FROM tags WHERE owner = ? AND key = ?", number, key) === 0)
      throw unknown("tag", key);
  }

  logInputs(
    id: string,
    inputs: { readonly datasets: readonly TrackedDataset[]; readonly modelIds: readonly string[] },
  ): void {
    const number = this.#writable(id);
    for (const dataset of inputs.datasets) {
      const context = dataset.tags.find(({ key }) => key === DATASET_CONTEXT_TAG)?.value ?? "";
      this.#db.run(
        "INSERT OR IGNORE INTO datasets VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)",
        number,
        dataset.name,
        dataset.digest,
        context,
        dataset.sourceType,
        dataset.source,
        dataset.schema ?? null,
        dataset.profile ?? null,
        JSON.stringify(sortEntries(dataset.tags)),
      );
    }
    for (const model of inputs.modelIds)
      this.#db.run("INSERT OR IGNORE INTO model_inputs VALUES (?, ?)", number, model);
  }

  logOutputs(id: string, outputs: readonly ModelOutput[]): void {
    const number = this.#writable(id);
    for (const { modelId, step } of outputs)
      this.#db.run("INSERT OR IGNORE INTO model_outputs VALUES (?, ?, ?)", number, modelId, step);
  }

  search(
    scope: { readonly experimentIds: readonly string[]; readonly view: StageView },
    search: Search,
  ): Page<TrackedRun> {
    const filter = search.filter === undefined ? { text: "TRUE", values: [] } : filterToSql(search.filter);
    const { joins, terms } = ordersToSql([...search.order, ...RUN_TIES]);
    const rows = this.#db.rows(
      `${SELECT_RUNS} ${joins.text}
       WHERE r.experiment IN (SELECT value FROM json_each(?)) AND ? IN ('all', seen) AND (${filter.text})
       ORDER BY ${terms} LIMIT ? OFFSET ?`,
      ...joins.values,
      JSON.stringify(experimentNumbers(scope.experimentIds)),
      scope.view,
      ...filter.values,
      search.limit + 1,
      search.offset,
    );
    return {
      items: readRuns(this.#db, rows.slice(0, search.limit), readRun),
      more: rows.length > search.limit,
    };
  }

  readCurve(id: string, key: string, { after, offset, limit }: CurveWindow): Page<CurvePoint> {
    const run = this.#row(id);
    if (run === undefined) throw unknown("run", id);
    const rows = this.#db.numbered(
      `SELECT step, time, CASE nan WHEN 0 THEN value END FROM points
       WHERE curve = (SELECT number FROM curves WHERE owner = ? AND key = ?)
         ${after === undefined ? "" : "AND (time, step, nan, value) > (?, ?, ?, ?)"}
       ORDER BY time, step, nan, value LIMIT ? OFFSET ?`,
      Number(run.number),
      key,
      ...(after === undefined ? [] : [after.time, after.step, ...realWithNan(after.value)]),
      limit + 1,
      offset,
    );
    return { items: rows.slice(0, limit).map(readPoint), more: rows.length > limit };
  }

  #row(id: string): Row | undefined {
    return this.#db.row(`${SELECT_RUNS} WHERE r.id = ?`, id);
  }

  /** The number of a run that may be written to. */
  #writable(id: string): number {
    const [row] = this.#db.numbered(SELECT_STAGE, id);
    if (row === undefined) throw unknown("run", id);
    const { 0: number, 1: seen } = row;
    requireActive("run", id, wordOf(seen, ["deleted", "active"]));
    return Number(number);
  }

  #putTags(number: number, tags: NewRun["tags"]): void {
    for (const { key, value } of tags)
      this.#db.run("INSERT OR REPLACE INTO tags VALUES (?, ?, ?)", number, key, value);
  }

  #addPoints(owner: number, key: string, points: readonly LoggedPoint[]): void {
    const [known] = this.#db.numbered(SELECT_CURVE, owner, key);
    const number = known === undefined ? this.#addCurve(owner, key) : Number(known[0]);
    const insert = this.#db.statement("INSERT OR IGNORE INTO points VALUES (?, ?, ?, ?, ?)");
    let added = 0;
    for (const { time, step, value } of points)
      added += Number(insert.run(number, time, step, ...realWithNan(value)).changes);
    const before = known === undefined ? undefined : readSummary(known);
    const summary = points.reduce<CurveRange | undefined>(addToSummary, before);
    if (summary === undefined || added === 0) return;
    const { step, time, value, min, max } = summary;
    this.#db.run(
      "UPDATE curves SET step = ?, time = ?, value = ?, min = ?, max = ?, count = count + ? WHERE number = ?",
      step,
      time,
      realOf(value),
      realOf(min),
      realOf(max),
      added,
      number,
    );
  }

  /** A curve that gets its first points in the same transaction. Returns its number. */
  #addCurve(owner: number, key: string): number {
    const row = this.#db.row(
      "INSERT INTO curves (owner, key, step, time) VALUES (?, ?, 0, 0) RETURNING number",
      owner,
      key,
    );
    return Number(row?.number);
  }
}

function readRun(row: Row): RunHead {
  return {
    id: String(row.id),
    experimentId: String(row.experiment),
    name: String(row.name),
    user: String(row.user),
    status: wordOf(row.status, TRACKED_STATUSES),
    started: Number(row.started),
    ...(row.ended === null ? {} : { ended: Number(row.ended) }),
    artifactUri: String(row.artifact_uri),
    stage: wordOf(row.seen, ["deleted", "active"]),
  };
}

/** The columns `nan` and `value` of a point: NaN stands after all numbers. */
function realWithNan(value: number): readonly [number, number] {
  return Number.isNaN(value) ? [1, 0] : [0, value];
}

function readPoint({ 0: step, 1: time, 2: value }: Row): CurvePoint {
  return { step: Number(step), time: Number(time), value: numberOf(value) };
}
