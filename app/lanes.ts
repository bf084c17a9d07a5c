/**
 * Work in lanes: within a lane one thing runs after the other, lanes run side by side. Within a lane, work that is
 * asked for again while it waits is done once; while it runs, once more afterwards, because what it read may be old.
 * A lane per registry makes the App the registry's one writer.
 */
export class Lanes {
  readonly #lanes = new Map<string, Map<string, Waiting>>();
  readonly #active = new Set<Promise<void>>();

  /** Resolves or rejects as the run does that covers this request. */
  run(lane: string, key: string, work: () => Promise<void>): Promise<void> {
    const waiting = this.#lanes.get(lane);
    const same = waiting?.get(key);
    if (same !== undefined) return same.promise;
    const entry = { ...Promise.withResolvers<void>(), work };
    if (waiting === undefined) {
      this.#lanes.set(lane, new Map([[key, entry]]));
      this.#start(lane);
    } else {
      waiting.set(key, entry);
    }
    return entry.promise;
  }

  get isIdle(): boolean {
    return this.#active.size === 0;
  }

  /** When everything that was asked for has come to its end. */
  async idle(): Promise<void> {
    while (this.#active.size > 0) await Promise.all(this.#active);
  }

  #start(lane: string): void {
    const active = this.#drain(lane).finally(() => this.#active.delete(active));
    this.#active.add(active);
  }

  async #drain(lane: string): Promise<void> {
    const waiting = this.#lanes.get(lane);
    for (;;) {
      const next = waiting?.entries().next();
      if (next === undefined || next.done === true) break;
      const [key, entry] = next.value;
      // Taken out before it runs: the same request from now on waits for a run of its own.
      waiting?.delete(key);
      await entry.work().then(entry.resolve, entry.reject);
    }
    this.#lanes.delete(lane);
  }
}

interface Waiting {
  readonly promise: Promise<void>;
  readonly resolve: () => void;
  readonly reject: (error: unknown) => void;
  readonly work: () => Promise<void>;
}
