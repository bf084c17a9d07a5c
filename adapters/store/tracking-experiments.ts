import type {
  Entry,
  Experiment,
  LifecycleStage,
  Page,
  Search,
  StageView,
} from "../../core/ports/tracking-store.ts";
import { searchIn } from "../../core/tracking/page.ts";
import { nameTaken, requireActive, unknown } from "../../core/tracking/rules.ts";
import { EXPERIMENT_TIES, valuesOfExperiment } from "../../core/tracking/values.ts";
import { type Row, type TrackingDatabase, wordOf } from "./tracking-database.ts";

/** The numbers of experiments that there may be: of any other text JavaScript makes a number, too, and of none at all 0. */
export function experimentNumbers(ids: readonly string[]): readonly number[] {
  return ids.filter((id) => /^(0|[1-9]\d{0,14})$/.test(id)).map(Number);
}

/** Experiments in SQLite. There are few of them: searches read them all. */
export class ExperimentTable {
  readonly #db: TrackingDatabase;

  constructor(db: TrackingDatabase) {
    this.#db = db;
  }

  create(
    { name, artifactUri, tags }: Pick<Experiment, "name" | "artifactUri" | "tags">,
    now: number,
  ): Experiment {
    const id = String(this.#db.row("SELECT coalesce(max(id) + 1, 0) AS id FROM experiments")?.id);
    const uri = artifactUri === "" ? `mlflow-artifacts:/${id}` : artifactUri;
    const added = this.#db.run(
      "INSERT INTO experiments VALUES (?, ?, ?, 'active', ?, ?) ON CONFLICT (name) DO NOTHING",
      Number(id),
      name,
      uri,
      now,
      now,
    );
    if (added === 0) throw nameTaken(name);
    for (const tag of tags) this.#putTag(id, tag);
    return this.require(id);
  }

  get(id: string): Experiment | undefined {
    const [number] = experimentNumbers([id]);
    if (number === undefined) return undefined;
    const row = this.#db.row("SELECT * FROM experiments WHERE id = ?", number);
    return row === undefined ? undefined : this.#read(row);
  }

  find(name: string): Experiment | undefined {
    const row = this.#db.row("SELECT * FROM experiments WHERE name = ?", name);
    return row === undefined ? undefined : this.#read(row);
  }

  require(id: string): Experiment {
    const experiment = this.get(id);
    if (experiment === undefined) throw unknown("experiment", id);
    return experiment;
  }

  requireActive(id: string): Experiment {
    const experiment = this.require(id);
    requireActive("experiment", id, experiment.stage);
    return experiment;
  }

  update(
    id: string,
    changes: { readonly name?: string; readonly stage?: LifecycleStage },
    now: number,
  ): void {
    const present = this.require(id);
    if (changes.name !== undefined) {
      requireActive("experiment", id, present.stage);
      if (changes.name !== present.name && this.find(changes.name) !== undefined)
        throw nameTaken(changes.name);
    }
    const { name, stage } = { ...present, ...changes };
    this.#db.run(
      "UPDATE experiments SET name = ?, stage = ?, updated = ? WHERE id = ?",
      name,
      stage,
      now,
      Number(id),
    );
  }

  setTag(id: string, tag: Entry): void {
    this.requireActive(id);
    this.#putTag(id, tag);
  }

  deleteTag(id: string, key: string): void {
    this.requireActive(id);
    this.#db.run("DELETE FROM experiment_tags WHERE owner = ? AND key = ?", Number(id), key);
  }

  search(view: StageView, search: Search): Page<Experiment> {
    const rows = this.#db.rows("SELECT * FROM experiments WHERE ? IN ('all', stage)", view);
    const experiments = rows.map((row) => this.#read(row));
    return searchIn(experiments, search, { valuesOf: valuesOfExperiment, ties: EXPERIMENT_TIES });
  }

  #putTag(id: string, { key, value }: Entry): void {
    this.#db.run("INSERT OR REPLACE INTO experiment_tags VALUES (?, ?, ?)", Number(id), key, value);
  }

  #read(row: Row): Experiment {
    const tags = this.#db.rows(
      "SELECT key, value FROM experiment_tags WHERE owner = ? ORDER BY key",
      Number(row.id),
    );
    return {
      id: String(row.id),
      name: String(row.name),
      artifactUri: String(row.artifact_uri),
      stage: wordOf(row.stage, ["deleted", "active"]),
      created: Number(row.created),
      updated: Number(row.updated),
      tags: tags.map(({ key, value }) => ({ key: String(key), value: String(value) })),
    };
  }
}
