import { describeError, PedigreeError } from "../core/errors.ts";
import { type Claim, type Delivery, INBOX_LEASE_MS, type Inbox } from "../core/ports/inbox.ts";
import { type Time, wallTime } from "./time.ts";

export interface WorkerOptions {
  readonly inbox: Inbox;
  readonly perform: (delivery: Delivery) => Promise<void>;
  readonly onTrouble: (error: unknown, delivery: Delivery, fate: "retried" | "dropped") => void;
  /** Deliveries held at a time; those of one registry wait for each other in its lane. */
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
  #endPolling = () => {};
  #claiming: Promise<void> | undefined;
  #again = false;
  #stopped = false;

  constructor(options: WorkerOptions) {
    this.#options = options;
    this.#time = options.time ?? wallTime;
  }

  start(): void {
    this.#endPolling = this.#time.every(this.#options.pollMilliseconds ?? 1_000, () => this.wake());
    this.wake();
  }

  /** Something was accepted, or a place became free. */
  wake(): void {
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
      while (!this.#stopped && this.#active.size < (this.#options.concurrency ?? 64)) {
        const claim = await this.#options.inbox.claim();
        if (claim === undefined) break;
        const work = this.#work(claim).finally(() => {
          this.#active.delete(work);
          this.wake();
        });
        this.#active.add(work);
      }
    }
  }

  async #work(claim: Claim): Promise<void> {
    const { inbox, perform, onTrouble } = this.#options;
    const endRenewal = this.#time.every(INBOX_LEASE_MS / 3, () => void inbox.renew(claim));
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
