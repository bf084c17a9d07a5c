import { createHash, randomUUID } from "node:crypto";
import { mkdirSync } from "node:fs";
import { dirname } from "node:path";
import { DatabaseSync, type StatementSync } from "node:sqlite";
import {
  type Claim,
  type Delivery,
  INBOX_LEASE_MS,
  INBOX_MAX_ATTEMPTS,
  INBOX_MEMORY_MS,
  type InboxCount,
  inboxDelay,
  LANE_HOLD_MS,
  type SharedInbox,
} from "../../core/ports/inbox.ts";

const SCHEMA = `
  CREATE TABLE IF NOT EXISTS deliveries (
    number INTEGER PRIMARY KEY,
    id TEXT NOT NULL UNIQUE,
    digest TEXT NOT NULL UNIQUE,
    event TEXT NOT NULL,
    body TEXT NOT NULL,
    state TEXT NOT NULL CHECK (state IN ('waiting', 'claimed', 'done', 'dead')),
    attempt INTEGER NOT NULL DEFAULT 0,
    due INTEGER NOT NULL,
    token TEXT,
    reason TEXT,
    accepted INTEGER NOT NULL,
    source TEXT NOT NULL DEFAULT ''
  ) STRICT;
  CREATE TABLE IF NOT EXISTS lanes (
    lane TEXT PRIMARY KEY,
    token TEXT NOT NULL,
    until INTEGER NOT NULL,
    wanted INTEGER NOT NULL DEFAULT 0
  ) STRICT;
  CREATE INDEX IF NOT EXISTS deliveries_due ON deliveries (due) WHERE state IN ('waiting', 'claimed');
`;

/** For a file from before sources were kept. */
const ADD_SOURCE = "ALTER TABLE deliveries ADD COLUMN source TEXT NOT NULL DEFAULT ''";

const INSERT = `
  INSERT INTO deliveries (id, digest, event, body, state, due, accepted, source)
  VALUES (?, ?, ?, ?, 'waiting', ?, ?, ?) ON CONFLICT DO NOTHING`;

const CLAIM = `
  UPDATE deliveries SET state = 'claimed', attempt = attempt + 1, due = :lease, token = :token
  WHERE number = (
    SELECT number FROM deliveries
    WHERE state IN ('waiting', 'claimed') AND due <= :now
      AND (:busy = '[]' OR source NOT IN (SELECT value FROM json_each(:busy)))
    ORDER BY due, number LIMIT 1
  ) RETURNING id, event, body, attempt, source`;

const HOLD = `
  INSERT INTO lanes (lane, token, until) VALUES (:lane, :token, :until)
  ON CONFLICT (lane) DO UPDATE SET token = :token, until = :until, wanted = 0 WHERE until <= :now`;

const COUNT = `
  SELECT count(*) FILTER (WHERE state = 'claimed' OR (state = 'waiting' AND due <= :now)) AS ready,
         count(*) FILTER (WHERE state = 'waiting' AND due > :now) AS delayed,
         count(*) FILTER (WHERE state = 'dead') AS dead
  FROM deliveries WHERE state <> 'done'`;

interface Arrival extends PromiseWithResolvers<"new" | "duplicate"> {
  readonly delivery: Delivery;
}

export interface SqliteInboxOptions {
  /** Milliseconds since 1970; given by tests. */
  readonly now?: () => number;
}

/**
 * The inbox in one SQLite file. Write-ahead logging lets several processes share it and survives a kill at any
 * point. Only what was accepted has to survive a power cut, too, and so only that waits for the disk: a claim or an
 * end that is lost with the power is worked off once more.
 * `due` is when a waiting delivery may be claimed, and for a claimed one when its lease ends.
 */
export class SqliteInbox implements SharedInbox {
  readonly #db: DatabaseSync;
  readonly #now: () => number;
  readonly #statements = new Map<string, StatementSync>();
  readonly #arriving: Arrival[] = [];
  #pruned = 0;

  constructor(path: string, options: SqliteInboxOptions = {}) {
    if (path !== ":memory:") mkdirSync(dirname(path), { recursive: true });
    this.#db = new DatabaseSync(path, { timeout: 5_000 });
    this.#db.exec("PRAGMA journal_mode = WAL; PRAGMA synchronous = NORMAL;");
    this.#db.exec(SCHEMA);
    const columns = this.#db.prepare("SELECT name FROM pragma_table_info('deliveries')").all();
    if (!columns.some(({ name }) => name === "source")) this.#db.exec(ADD_SOURCE);
    this.#now = options.now ?? Date.now;
  }

  /** Deliveries that arrive together share one transaction, and so one wait for the disk. */
  accept(delivery: Delivery): Promise<"new" | "duplicate"> {
    const arrival = { ...Promise.withResolvers<"new" | "duplicate">(), delivery };
    if (this.#arriving.push(arrival) === 1) setImmediate(() => this.#acceptAll());
    return arrival.promise;
  }

  async claim(busy: readonly string[] = []): Promise<Claim | undefined> {
    const now = this.#now();
    const token = randomUUID();
    const row = this.#prepared(CLAIM).get({
      now,
      lease: now + INBOX_LEASE_MS,
      token,
      busy: JSON.stringify(busy),
    });
    if (row === undefined) return undefined;
    return {
      token,
      delivery: {
        id: String(row.id),
        event: String(row.event),
        body: String(row.body),
        ...(row.source === "" ? {} : { source: String(row.source) }),
      },
      attempt: Number(row.attempt),
    };
  }

  async renew(claim: Claim): Promise<boolean> {
    const result = this.#prepared("UPDATE deliveries SET due = ? WHERE token = ? AND state = 'claimed'").run(
      this.#now() + INBOX_LEASE_MS,
      claim.token,
    );
    return result.changes === 1;
  }

  /** The body is dropped: id and digest are all that is needed to know it again. */
  async done(claim: Claim): Promise<void> {
    this.#prepared("UPDATE deliveries SET state = 'done', body = '', token = NULL WHERE token = ?").run(
      claim.token,
    );
  }

  async fail(claim: Claim, reason: string): Promise<"delayed" | "dead"> {
    const state = claim.attempt >= INBOX_MAX_ATTEMPTS ? "dead" : "waiting";
    this.#prepared("UPDATE deliveries SET state = ?, due = ?, reason = ?, token = NULL WHERE token = ?").run(
      state,
      this.#now() + inboxDelay(claim.attempt),
      reason.slice(0, 1_000),
      claim.token,
    );
    return state === "dead" ? "dead" : "delayed";
  }

  async count(): Promise<InboxCount> {
    const row = this.#prepared(COUNT).get({ now: this.#now() });
    return { ready: Number(row?.ready), delayed: Number(row?.delayed), dead: Number(row?.dead) };
  }

  async holdLane(lane: string): Promise<string | undefined> {
    const now = this.#now();
    const token = randomUUID();
    const held = this.#prepared(HOLD).run({ lane, token, now, until: now + LANE_HOLD_MS });
    if (held.changes === 1) return token;
    this.#prepared("UPDATE lanes SET wanted = 1 WHERE lane = ?").run(lane);
    return undefined;
  }

  async keepLane(lane: string, token: string): Promise<boolean> {
    const result = this.#prepared("UPDATE lanes SET until = ? WHERE lane = ? AND token = ?").run(
      this.#now() + LANE_HOLD_MS,
      lane,
      token,
    );
    return result.changes === 1;
  }

  async leaveLane(lane: string, token: string): Promise<boolean> {
    const left = this.#prepared("DELETE FROM lanes WHERE lane = ? AND token = ? RETURNING wanted").get(
      lane,
      token,
    );
    return left?.wanted === 1;
  }

  async close(): Promise<void> {
    this.#acceptAll();
    if (this.#db.isOpen) this.#db.close();
  }

  #acceptAll(): void {
    const arrivals = this.#arriving.splice(0);
    if (arrivals.length === 0) return;
    const now = this.#now();
    try {
      this.#db.exec("PRAGMA synchronous = FULL; BEGIN IMMEDIATE;");
      this.#prune(now);
      const results = arrivals.map(({ delivery: d }) =>
        this.#prepared(INSERT).run(d.id, digest(d), d.event, d.body, now, now, d.source ?? "").changes === 1
          ? "new"
          : "duplicate",
      );
      this.#db.exec("COMMIT");
      for (const [index, arrival] of arrivals.entries()) arrival.resolve(results[index] ?? "duplicate");
    } catch (error) {
      if (this.#db.isTransaction) this.#db.exec("ROLLBACK");
      for (const { reject } of arrivals) reject(error);
    } finally {
      this.#db.exec("PRAGMA synchronous = NORMAL;");
    }
  }

  /** Preparing a statement costs more than running it. */
  #prepared(sql: string): StatementSync {
    const statement = this.#statements.get(sql) ?? this.#db.prepare(sql);
    this.#statements.set(sql, statement);
    return statement;
  }

  #prune(now: number): void {
    if (now - this.#pruned < 3_600_000) return;
    this.#pruned = now;
    this.#prepared("DELETE FROM deliveries WHERE state IN ('done', 'dead') AND accepted < ?").run(
      now - INBOX_MEMORY_MS,
    );
  }
}

function digest(delivery: Delivery): string {
  return createHash("sha256").update(delivery.event).update("\n").update(delivery.body).digest("hex");
}
