import {
  type Claim,
  type Delivery,
  INBOX_LEASE_MS,
  INBOX_MAX_ATTEMPTS,
  type InboxCount,
  inboxDelay,
  LANE_HOLD_MS,
  type SharedInbox,
} from "../../core/ports/inbox.ts";

interface Entry {
  readonly delivery: Delivery;
  state: "waiting" | "claimed" | "done" | "dead";
  attempt: number;
  due: number;
  token: string | null;
}

/** The inbox in memory, for tests of what stands above it. */
export class MemoryInbox implements SharedInbox {
  readonly #entries: Entry[] = [];
  readonly #now: () => number;
  readonly #lanes = new Map<string, { token: string; until: number; wanted: boolean }>();
  #tokens = 0;

  constructor(now: () => number) {
    this.#now = now;
  }

  async holdLane(lane: string): Promise<string | undefined> {
    const held = this.#lanes.get(lane);
    if (held !== undefined && held.until > this.#now()) {
      held.wanted = true;
      return undefined;
    }
    this.#tokens += 1;
    const token = `hold-${this.#tokens}`;
    this.#lanes.set(lane, { token, until: this.#now() + LANE_HOLD_MS, wanted: false });
    return token;
  }

  async keepLane(lane: string, token: string): Promise<boolean> {
    const held = this.#lanes.get(lane);
    if (held?.token !== token) return false;
    held.until = this.#now() + LANE_HOLD_MS;
    return true;
  }

  async leaveLane(lane: string, token: string): Promise<boolean> {
    const held = this.#lanes.get(lane);
    if (held?.token !== token) return false;
    this.#lanes.delete(lane);
    return held.wanted;
  }

  async accept(delivery: Delivery): Promise<"new" | "duplicate"> {
    const known = this.#entries.some(
      ({ delivery: d }) => d.id === delivery.id || (d.event === delivery.event && d.body === delivery.body),
    );
    if (known) return "duplicate";
    this.#entries.push({ delivery, state: "waiting", attempt: 0, due: this.#now(), token: null });
    return "new";
  }

  async claim(busy: readonly string[] = []): Promise<Claim | undefined> {
    const entry = this.#entries
      .filter(({ delivery }) => !busy.includes(delivery.source ?? ""))
      .filter((e) => (e.state === "waiting" || e.state === "claimed") && e.due <= this.#now())
      .sort((a, b) => a.due - b.due)[0];
    if (entry === undefined) return undefined;
    this.#tokens += 1;
    entry.state = "claimed";
    entry.attempt += 1;
    entry.due = this.#now() + INBOX_LEASE_MS;
    entry.token = String(this.#tokens);
    return { token: entry.token, delivery: entry.delivery, attempt: entry.attempt };
  }

  async renew(claim: Claim): Promise<boolean> {
    const entry = this.#held(claim);
    if (entry === undefined) return false;
    entry.due = this.#now() + INBOX_LEASE_MS;
    return true;
  }

  async done(claim: Claim): Promise<void> {
    const entry = this.#held(claim);
    if (entry !== undefined) Object.assign(entry, { state: "done", token: null });
  }

  async fail(claim: Claim): Promise<"delayed" | "dead"> {
    const dead = claim.attempt >= INBOX_MAX_ATTEMPTS;
    const due = this.#now() + inboxDelay(claim.attempt);
    const entry = this.#held(claim);
    if (entry !== undefined) Object.assign(entry, { state: dead ? "dead" : "waiting", due, token: null });
    return dead ? "dead" : "delayed";
  }

  async count(): Promise<InboxCount> {
    const waiting = this.#entries.filter((e) => e.state === "waiting");
    const due = waiting.filter((e) => e.due <= this.#now()).length;
    return {
      ready: due + this.#entries.filter((e) => e.state === "claimed").length,
      delayed: waiting.length - due,
      dead: this.#entries.filter((e) => e.state === "dead").length,
    };
  }

  async close(): Promise<void> {}

  #held(claim: Claim): Entry | undefined {
    return this.#entries.find((entry) => entry.token === claim.token);
  }
}
