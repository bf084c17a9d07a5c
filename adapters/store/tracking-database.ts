import { mkdirSync } from "node:fs";
import { dirname } from "node:path";
import { DatabaseSync, type SQLInputValue, type SQLOutputValue, type StatementSync } from "node:sqlite";
import { matchesLike } from "../../core/tracking/text.ts";

export type Row = Readonly<Record<string, SQLOutputValue>>;

/** Numbers stand for runs and curves inside: ids of 32 digits would fill every index. NaN is stored as NULL. */
const SCHEMA = `
  CREATE TABLE IF NOT EXISTS experiments (
    id INTEGER PRIMARY KEY, name TEXT NOT NULL UNIQUE, artifact_uri TEXT NOT NULL,
    stage TEXT NOT NULL CHECK (stage IN ('active', 'deleted')), created INTEGER NOT NULL, updated INTEGER NOT NULL
  ) STRICT;
  CREATE TABLE IF NOT EXISTS experiment_tags (
    owner INTEGER NOT NULL, key TEXT NOT NULL, value TEXT NOT NULL, PRIMARY KEY (owner, key)
  ) STRICT, WITHOUT ROWID;
  CREATE TABLE IF NOT EXISTS runs (
    number INTEGER PRIMARY KEY, id TEXT NOT NULL UNIQUE, experiment INTEGER NOT NULL REFERENCES experiments (id),
    name TEXT NOT NULL, user TEXT NOT NULL, status TEXT NOT NULL, started INTEGER NOT NULL, ended INTEGER,
    artifact_uri TEXT NOT NULL, stage TEXT NOT NULL CHECK (stage IN ('active', 'deleted'))
  ) STRICT;
  CREATE INDEX IF NOT EXISTS runs_by_start ON runs (experiment, started DESC, id);
  CREATE TABLE IF NOT EXISTS params (
    owner INTEGER NOT NULL, key TEXT NOT NULL, value TEXT NOT NULL, PRIMARY KEY (owner, key)
  ) STRICT, WITHOUT ROWID;
  CREATE INDEX IF NOT EXISTS params_by_value ON params (key, value);
  CREATE TABLE IF NOT EXISTS tags (
    owner INTEGER NOT NULL, key TEXT NOT NULL, value TEXT NOT NULL, PRIMARY KEY (owner, key)
  ) STRICT, WITHOUT ROWID;
  CREATE INDEX IF NOT EXISTS tags_by_value ON tags (key, value);
  CREATE TABLE IF NOT EXISTS curves (
    number INTEGER PRIMARY KEY, owner INTEGER NOT NULL, key TEXT NOT NULL,
    step INTEGER NOT NULL, time INTEGER NOT NULL, value REAL, min REAL, max REAL, count INTEGER NOT NULL DEFAULT 0,
    UNIQUE (owner, key)
  ) STRICT;
  CREATE INDEX IF NOT EXISTS curves_by_value ON curves (key, value, owner);
  CREATE TABLE IF NOT EXISTS points (
    curve INTEGER NOT NULL, time INTEGER NOT NULL, step INTEGER NOT NULL, nan INTEGER NOT NULL, value REAL NOT NULL,
    PRIMARY KEY (curve, time, step, nan, value)
  ) STRICT, WITHOUT ROWID;
  CREATE TABLE IF NOT EXISTS datasets (
    owner INTEGER NOT NULL, name TEXT NOT NULL, digest TEXT NOT NULL, context TEXT NOT NULL,
    source_type TEXT NOT NULL, source TEXT NOT NULL, schema TEXT, profile TEXT, tags TEXT NOT NULL,
    PRIMARY KEY (owner, name, digest, context)
  ) STRICT, WITHOUT ROWID;
  CREATE TABLE IF NOT EXISTS model_inputs (
    owner INTEGER NOT NULL, model TEXT NOT NULL, PRIMARY KEY (owner, model)
  ) STRICT, WITHOUT ROWID;
  CREATE TABLE IF NOT EXISTS model_outputs (
    owner INTEGER NOT NULL, model TEXT NOT NULL, step INTEGER NOT NULL, PRIMARY KEY (owner, model, step)
  ) STRICT, WITHOUT ROWID;
  CREATE TABLE IF NOT EXISTS models (
    id TEXT PRIMARY KEY, experiment INTEGER NOT NULL, name TEXT NOT NULL, type TEXT NOT NULL, run TEXT NOT NULL,
    artifact_uri TEXT NOT NULL, status TEXT NOT NULL, created INTEGER NOT NULL, updated INTEGER NOT NULL
  ) STRICT;
  CREATE INDEX IF NOT EXISTS models_by_experiment ON models (experiment);
  CREATE TABLE IF NOT EXISTS model_params (
    owner TEXT NOT NULL, key TEXT NOT NULL, value TEXT NOT NULL, PRIMARY KEY (owner, key)
  ) STRICT, WITHOUT ROWID;
  CREATE TABLE IF NOT EXISTS model_tags (
    owner TEXT NOT NULL, key TEXT NOT NULL, value TEXT NOT NULL, PRIMARY KEY (owner, key)
  ) STRICT, WITHOUT ROWID;
  CREATE TABLE IF NOT EXISTS model_metrics (
    owner TEXT NOT NULL, key TEXT NOT NULL, dataset_name TEXT NOT NULL, dataset_digest TEXT NOT NULL, run TEXT NOT NULL,
    step INTEGER NOT NULL, time INTEGER NOT NULL, value REAL, PRIMARY KEY (owner, key, dataset_name, dataset_digest, run)
  ) STRICT, WITHOUT ROWID;
`;

/** Searches differ without end; the statements of the usual ones stay. */
const MAX_STATEMENTS = 200;

/**
 * One SQLite file with the tables of tracked runs. Write-ahead logging: readers never wait, and what was written survives
 * the end of the process. `synchronous = NORMAL`: a power cut may take the last moments, never the file.
 */
export class TrackingDatabase {
  readonly #db: DatabaseSync;
  readonly #statements = new Map<string, StatementSync>();
  readonly #numbered = new Map<string, StatementSync>();

  constructor(path: string) {
    if (path !== ":memory:") mkdirSync(dirname(path), { recursive: true });
    this.#db = new DatabaseSync(path, { timeout: 5_000 });
    this.#db.exec("PRAGMA journal_mode = WAL; PRAGMA synchronous = NORMAL; PRAGMA cache_size = -65536;");
    this.#db.exec(SCHEMA);
    this.#countPoints();
    const like = (ignoreCase: boolean) => (pattern: SQLOutputValue, value: SQLOutputValue) =>
      Number(matchesLike(String(pattern), String(value), ignoreCase));
    this.#db.function("text_like", { deterministic: true }, like(false));
    this.#db.function("text_ilike", { deterministic: true }, like(true));
  }

  /** A prepared statement, kept for the next call. */
  statement(sql: string): StatementSync {
    return this.#kept(this.#statements, sql);
  }

  #kept(statements: Map<string, StatementSync>, sql: string): StatementSync {
    const known = statements.get(sql);
    if (known !== undefined) return known;
    if (statements.size >= MAX_STATEMENTS) statements.clear();
    const statement = this.#db.prepare(sql);
    statements.set(sql, statement);
    return statement;
  }

  rows(sql: string, ...values: readonly SQLInputValue[]): readonly Row[] {
    return this.statement(sql).all(...values);
  }

  /** Rows with columns by number (0, 1, …) in place of names: for those that come by the thousand, at half the cost. */
  numbered(sql: string, ...values: readonly SQLInputValue[]): readonly Row[] {
    const statement = this.#kept(this.#numbered, sql);
    // Not the option of `prepare`, which Node before 24.14 passes over without a word.
    statement.setReturnArrays(true);
    return statement.all(...values);
  }

  row(sql: string, ...values: readonly SQLInputValue[]): Row | undefined {
    return this.statement(sql).get(...values);
  }

  /** Returns how many rows changed. */
  run(sql: string, ...values: readonly SQLInputValue[]): number {
    return Number(this.statement(sql).run(...values).changes);
  }

  /** All or nothing; the write lock is taken first, so that what is read inside stays true. */
  transaction<T>(work: () => T): T {
    this.run("BEGIN IMMEDIATE");
    try {
      const result = work();
      this.run("COMMIT");
      return result;
    } catch (error) {
      if (this.#db.isTransaction) this.#db.exec("ROLLBACK");
      throw error;
    }
  }

  /** A file that an older version made does not say how many points its curves have. */
  #countPoints(): void {
    const isCounted = () => this.rows("PRAGMA table_info(curves)").some(({ name }) => name === "count");
    if (isCounted()) return;
    this.transaction(() => {
      if (isCounted()) return;
      this.#db.exec("ALTER TABLE curves ADD COLUMN count INTEGER NOT NULL DEFAULT 0");
      this.#db.exec("UPDATE curves SET count = (SELECT count(*) FROM points WHERE curve = number)");
    });
  }

  close(): void {
    if (this.#db.isOpen) this.#db.close();
  }
}

/** SQLite knows no NaN; NULL stands for it. */
export function realOf(value: number): number | null {
  return Number.isNaN(value) ? null : value;
}

export function numberOf(value: SQLOutputValue | undefined): number {
  return value === null || value === undefined ? Number.NaN : Number(value);
}

/** A stored word of a closed list. What else is there was not written by this program. */
export function wordOf<T extends string>(
  value: SQLOutputValue | undefined,
  words: readonly [T, ...(readonly T[])],
): T {
  return words.find((word) => word === value) ?? words[0];
}
