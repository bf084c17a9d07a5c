import { LANE_HOLD_MS, type LaneHolds } from "../core/ports/inbox.ts";
import { type Time, wallTime } from "./time.ts";

export interface LanesOptions {
  /** Shared with the other processes of the App; without it this process is the only one. */
  readonly holds?: LaneHolds;
  readonly time?: Time;
}

/** How often a process looks whether a lane has become free. */
const LANE_POLL_MS = 50;
/** So long a process works in a lane that another one waits for. */
const MAX_TURN_MS = 1_000;

/**
 * Work in lanes: within a lane one thing runs after the other, lanes run side by side. Within a lane, work that is
 * asked for again while it waits is done once; while it runs, once more afterwards, because what it read may be old.
 * A lane per registry makes the App the registry's one writer, in however many processes it runs.
 */
export class Lanes {
  readonly #options: LanesOptions;
  readonly #lanes = new Map<string, Map<string, Waiting>>();
  readonly #active = new Set<Promise<void>>();

  constructor(options: LanesOptions = {}) {
    this.#options = options;
  }

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
    const waiting = this.#lanes.get(lane) ?? new Map<string, Waiting>();
    while (waiting.size > 0) {
      if (this.#options.holds === undefined) await work(waiting, () => true);
      else await this.#takeTurn(this.#options.holds, lane, waiting);
    }
    this.#lanes.delete(lane);
  }

  /** Works while the lane is ours, and leaves it when another process has waited for a turn's length. */
  async #takeTurn(holds: LaneHolds, lane: string, waiting: Map<string, Waiting>): Promise<void> {
    const { now, sleep, every } = this.#options.time ?? wallTime;
    try {
      const token = await holds.holdLane(lane);
      if (token === undefined) return await sleep(LANE_POLL_MS);
      let isOurs = true;
      const end = now() + MAX_TURN_MS;
      const endKeeping = every(LANE_HOLD_MS / 3, () => {
        // An inbox that cannot be written tells nobody else that somebody works here.
        const keeping = holds.keepLane(lane, token).catch(() => false);
        void keeping.then((kept) => {
          isOurs &&= kept;
        });
      });
      await work(waiting, () => isOurs && now() < end);
      endKeeping();
      if (await holds.leaveLane(lane, token)) await sleep(2 * LANE_POLL_MS);
    } catch (error) {
      // Without a working inbox nobody can tell who else works here.
      for (const { reject } of waiting.values()) reject(error);
      waiting.clear();
    }
  }
}

/** One thing after the other until nothing waits or the turn is over. */
async function work(waiting: Map<string, Waiting>, isOurTurn: () => boolean): Promise<void> {
  do {
    const next = waiting.entries().next();
    if (next.done === true) return;
    const [key, entry] = next.value;
    // Taken out before it runs: the same request from now on waits for a run of its own.
    waiting.delete(key);
    await entry.work().then(entry.resolve, entry.reject);
  } while (isOurTurn());
}

interface Waiting {
  readonly promise: Promise<void>;
  readonly resolve: () => void;
  readonly reject: (error: unknown) => void;
  readonly work: () => Promise<void>;
}
