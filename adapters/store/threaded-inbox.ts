import { Worker } from "node:worker_threads";
import { PedigreeError } from "../../core/errors.ts";
import type { Claim, Delivery, InboxCount, SharedInbox } from "../../core/ports/inbox.ts";
import type { SqliteInboxOptions } from "./inbox.ts";

/** A call of the inbox as it travels to the thread. */
type InboxCall =
  | { readonly method: "accept"; readonly delivery: Delivery }
  | { readonly method: "renew" | "done"; readonly claim: Claim }
  | { readonly method: "fail"; readonly claim: Claim; readonly reason: string }
  | { readonly method: "holdLane"; readonly lane: string }
  | { readonly method: "keepLane" | "leaveLane"; readonly lane: string; readonly token: string }
  | { readonly method: "claim"; readonly busy: readonly string[] }
  | { readonly method: "count" | "close" };

export interface InboxQuestion {
  readonly id: number;
  /** The moment of the question, in milliseconds since 1970. */
  readonly now: number;
  readonly call: InboxCall;
}

export type InboxAnswer =
  | { readonly id: number; readonly value: unknown }
  | { readonly id: number; readonly failure: string };

/**
 * The inbox in SQLite, in a thread of its own: a wait for the disk is milliseconds on a busy machine, and whoever
 * answers webhooks must not wait with it.
 */
export class ThreadedInbox implements SharedInbox {
  readonly #thread: Worker;
  readonly #now: () => number;
  readonly #open = new Map<number, PromiseWithResolvers<unknown>>();
  #last = 0;
  #broken: unknown;

  constructor(path: string, options: SqliteInboxOptions = {}) {
    this.#now = options.now ?? Date.now;
    this.#thread = new Worker(new URL("./inbox-thread.ts", import.meta.url), { workerData: path });
    this.#thread.on("message", (answer: InboxAnswer) => this.#settle(answer));
    this.#thread.on("error", (error) => this.#fail(error));
    this.#thread.on("exit", () => this.#fail(new Error("its thread has ended")));
  }

  /** Raises INTERNAL when the file cannot be opened. */
  static async open(path: string, options: SqliteInboxOptions = {}): Promise<ThreadedInbox> {
    const inbox = new ThreadedInbox(path, options);
    await inbox.count();
    return inbox;
  }

  accept(delivery: Delivery): Promise<"new" | "duplicate"> {
    return this.#ask({ method: "accept", delivery });
  }

  claim(busy: readonly string[] = []): Promise<Claim | undefined> {
    return this.#ask({ method: "claim", busy });
  }

  renew(claim: Claim): Promise<boolean> {
    return this.#ask({ method: "renew", claim });
  }

  done(claim: Claim): Promise<void> {
    return this.#ask({ method: "done", claim });
  }

  fail(claim: Claim, reason: string): Promise<"delayed" | "dead"> {
    return this.#ask({ method: "fail", claim, reason });
  }

  count(): Promise<InboxCount> {
    return this.#ask({ method: "count" });
  }

  holdLane(lane: string): Promise<string | undefined> {
    return this.#ask({ method: "holdLane", lane });
  }

  keepLane(lane: string, token: string): Promise<boolean> {
    return this.#ask({ method: "keepLane", lane, token });
  }

  leaveLane(lane: string, token: string): Promise<boolean> {
    return this.#ask({ method: "leaveLane", lane, token });
  }

  async close(): Promise<void> {
    if (this.#broken !== undefined) return;
    await this.#ask<void>({ method: "close" });
    await this.#thread.terminate();
  }

  async #ask<T>(call: InboxCall): Promise<T> {
    if (this.#broken !== undefined) throw failure(this.#broken);
    this.#last += 1;
    const promise = Promise.withResolvers<unknown>();
    this.#open.set(this.#last, promise);
    const question: InboxQuestion = { id: this.#last, now: this.#now(), call };
    this.#thread.postMessage(question);
    // The thread answers with what SqliteInbox's method of that name gave, which has the port's type.
    return (await promise.promise) as T;
  }

  #settle(answer: InboxAnswer): void {
    const waiting = this.#open.get(answer.id);
    this.#open.delete(answer.id);
    if ("failure" in answer) waiting?.reject(failure(new Error(answer.failure)));
    else waiting?.resolve(answer.value);
  }

  #fail(error: unknown): void {
    this.#broken ??= error;
    for (const { reject } of this.#open.values()) reject(failure(error));
    this.#open.clear();
  }
}

function failure(cause: unknown): PedigreeError {
  const found = cause instanceof Error ? cause.message : "no answer";
  return new PedigreeError("INTERNAL", "the inbox does not work", { subject: "inbox", found, cause });
}
