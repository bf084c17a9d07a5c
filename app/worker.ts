import { describeError, PedigreeError } from "../core/errors.ts";
import { type Claim, type Delivery, INBOX_LEASE_MS, type Inbox } from "../core/ports/inbox.ts";
import { type Time, wallTime } from "./time.ts";

export interface WorkerOptions {
  readonly inbox: Inbox;
  readonly perform: (delivery: Delivery) => Promise<void>;
  readonly onTrouble: (error: unknown, delivery: Delivery, fate: "retried" | "dropped") => void;
  /**
   * Deliveries held at a time, a quarter of them of one source: those of one registry wait for each other in its lane, and
   * whoever floods it must not take every place.
   */
  readonly concurrency?: number;
  /** How often to look for deliveries that another process accepted or whose delay ended. */
  readonly pollMilliseconds?: number;
  readonly time?: Time;
}

/** Takes deliveries out of the inbox and sees each of them to its end. */
export class Worker {
  readonly #options: WorkerOptions;
  readonly #active = new Set<Promise<void>>();
  readonly #time: Time;
  /** Deliveries held, by source. */
  readonly #held = new Map<string, number>();
  #endPolling = () => {};
  #claiming: Promise<void> | undefined;
  #again = false;
  /** The busy sources for which nothing was found: nothing will be, until something else is due. */
  #barren: string | undefined;
  #stopped = false;

  constructor(options: WorkerOptions) {
    this.#options = options;
    this.#time = options.time ?? wallTime;
  }

  start(): void {
    this.#endPolling = this.#time.every(this.#options.pollMilliseconds ?? 1_000, () => this.wake());
    this.wake();
  }

  /** Something may be due: it was accepted, by this process or another one, or its delay ended. */
  wake(): void {
    this.#barren = undefined;
    this.#look();
  }

  #look(): void {
    if (this.#stopped) return;
    this.#again = true;
    this.#claiming ??= this.#claimAll().finally(() => {
      this.#claiming = undefined;
    });
  }

  /** True when nothing is due, held or being looked for. */
  async isIdle(): Promise<boolean> {
    if (this.#claiming !== undefined || this.#active.size > 0) return false;
    return (await this.#options.inbox.count()).ready === 0;
  }

  /** Takes nothing new and waits for what it holds. */
  async stop(): Promise<void> {
    this.#stopped = true;
    this.#endPolling();
    await this.#claiming;
    await Promise.all(this.#active);
  }

  async #claimAll(): Promise<void> {
    while (this.#again) {
      this.#again = false;
      const places = this.#options.concurrency ?? 128;
      while (!this.#stopped && this.#active.size < places) {
        const busy = this.#busy(Math.ceil(places / 4));
        const key = JSON.stringify(busy);
        if (key === this.#barren) break;
        // Passing over a source means reading past all that it has waiting, so the same is not asked twice.
        this.#barren = key;
        const claim = await this.#options.inbox.claim(busy);
        if (claim === undefined) break;
        this.#barren = undefined;
        this.#begin(claim);
      }
    }
  }

  #begin(claim: Claim): void {
    const { source } = claim.delivery;
    this.#count(source, 1);
    const work = this.#work(claim).finally(() => {
      this.#active.delete(work);
      this.#count(source, -1);
      this.#look();
    });
    this.#active.add(work);
  }

  #count(source: string | undefined, step: number): void {
    if (source === undefined) return;
    const held = (this.#held.get(source) ?? 0) + step;
    if (held === 0) this.#held.delete(source);
    else this.#held.set(source, held);
  }

  #busy(share: number): readonly string[] {
    return [...this.#held].flatMap(([source, held]) => (held >= share ? [source] : [])).sort();
  }

  async #work(claim: Claim): Promise<void> {
    const { inbox, perform, onTrouble } = this.#options;
    // A lease outlasts two renewals that fail.
    const renew = () => void inbox.renew(claim).catch(() => false);
    const endRenewal = this.#time.every(INBOX_LEASE_MS / 3, renew);
    try {
      await perform(claim.delivery);
      await inbox.done(claim);
    } catch (error) {
      if (isPassing(error) && (await inbox.fail(claim, describeError(error))) === "delayed") {
        onTrouble(error, claim.delivery, "retried");
      } else {
        await inbox.done(claim);
        onTrouble(error, claim.delivery, "dropped");
      }
    } finally {
      endRenewal();
    }
  }
}

/** What the user must mend, or GitHub refuses for good, is not helped by trying again; the reconciler comes later. */
function isPassing(error: unknown): boolean {
  if (!(error instanceof PedigreeError)) return true;
  return (
    error.code === "REMOTE_UNAVAILABLE" || error.code === "REMOTE_INCOMPLETE" || error.code === "INTERNAL"
  );
}
