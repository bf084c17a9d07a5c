import { createHash, randomUUID } from "node:crypto";
import { mkdirSync } from "node:fs";
import { dirname } from "node:path";
import { DatabaseSync } from "node:sqlite";
import {
  type Claim,
  type Delivery,
  INBOX_LEASE_MS,
  INBOX_MAX_ATTEMPTS,
  INBOX_MEMORY_MS,
  type Inbox,
  type InboxCount,
  inboxDelay,
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
    accepted INTEGER NOT NULL
  ) STRICT;
  CREATE INDEX IF NOT EXISTS deliveries_due ON deliveries (due) WHERE state IN ('waiting', 'claimed');
`;

const CLAIM = `
  UPDATE deliveries SET state = 'claimed', attempt = attempt + 1, due = :lease, token = :token
  WHERE number = (
    SELECT number FROM deliveries WHERE state IN ('waiting', 'claimed') AND due <= :now ORDER BY due, number LIMIT 1
  ) RETURNING id, event, body, attempt`;

export interface SqliteInboxOptions {
  /** Milliseconds since 1970; given by tests. */
  readonly now?: () => number;
}

/**
 * The inbox in one SQLite file. Write-ahead logging lets several processes share it and survives a kill at any
 * point; `synchronous = FULL` makes an accepted delivery survive a power cut, too.
 * `due` is when a waiting delivery may be claimed, and for a claimed one when its lease ends.
 */
export class SqliteInbox implements Inbox {
  readonly #db: DatabaseSync;
  readonly #now: () => number;
  #pruned = 0;

  constructor(path: string, options: SqliteInboxOptions = {}) {
    if (path !== ":memory:") mkdirSync(dirname(path), { recursive: true });
    this.#db = new DatabaseSync(path, { timeout: 5_000 });
    this.#db.exec("PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL;");
    this.#db.exec(SCHEMA);
    this.#now = options.now ?? Date.now;
  }

  async accept(delivery: Delivery): Promise<"new" | "duplicate"> {
    const now = this.#now();
    this.#prune(now);
    const result = this.#db
      .prepare(
        `INSERT INTO deliveries (id, digest, event, body, state, due, accepted)
         VALUES (?, ?, ?, ?, 'waiting', ?, ?) ON CONFLICT DO NOTHING`,
      )
      .run(delivery.id, digest(delivery), delivery.event, delivery.body, now, now);
    return result.changes === 1 ? "new" : "duplicate";
  }

  async claim(): Promise<Claim | undefined> {
    const now = this.#now();
    const token = randomUUID();
    const row = this.#db.prepare(CLAIM).get({ now, lease: now + INBOX_LEASE_MS, token });
    if (row === undefined) return undefined;
    return {
      token,
      delivery: { id: String(row.id), event: String(row.event), body: String(row.body) },
      attempt: Number(row.attempt),
    };
  }

  async renew(claim: Claim): Promise<boolean> {
    const result = this.#db
      .prepare("UPDATE deliveries SET due = ? WHERE token = ? AND state = 'claimed'")
      .run(this.#now() + INBOX_LEASE_MS, claim.token);
    return result.changes === 1;
  }

  /** The body is dropped: id and digest are all that is needed to know it again. */
  async done(claim: Claim): Promise<void> {
    this.#db
      .prepare("UPDATE deliveries SET state = 'done', body = '', token = NULL WHERE token = ?")
      .run(claim.token);
  }

  async fail(claim: Claim, reason: string): Promise<"delayed" | "dead"> {
    const state = claim.attempt >= INBOX_MAX_ATTEMPTS ? "dead" : "waiting";
    this.#db
      .prepare("UPDATE deliveries SET state = ?, due = ?, reason = ?, token = NULL WHERE token = ?")
      .run(state, this.#now() + inboxDelay(claim.attempt), reason.slice(0, 1_000), claim.token);
    return state === "dead" ? "dead" : "delayed";
  }

  async count(): Promise<InboxCount> {
    const row = this.#db
      .prepare(
        `SELECT count(*) FILTER (WHERE state = 'claimed' OR (state = 'waiting' AND due <= :now)) AS ready,
                count(*) FILTER (WHERE state = 'waiting' AND due > :now) AS delayed,
                count(*) FILTER (WHERE state = 'dead') AS dead
         FROM deliveries WHERE state <> 'done'`,
      )
      .get({ now: this.#now() });
    return { ready: Number(row?.ready), delayed: Number(row?.delayed), dead: Number(row?.dead) };
  }

  async close(): Promise<void> {
    if (this.#db.isOpen) this.#db.close();
  }

  #prune(now: number): void {
    if (now - this.#pruned < 3_600_000) return;
    this.#pruned = now;
    this.#db
      .prepare("DELETE FROM deliveries WHERE state IN ('done', 'dead') AND accepted < ?")
      .run(now - INBOX_MEMORY_MS);
  }
}

function digest(delivery: Delivery): string {
  return createHash("sha256").update(delivery.event).update("\n").update(delivery.body).digest("hex");
}
