import { SqliteInbox } from "../../adapters/store/inbox.ts";
import type { WrittenAppConfig } from "../../app/config.ts";
import { type RunningApp, startApp } from "../../app/wire.ts";
import { describeError } from "../../core/errors.ts";
import type { InboxCount, SharedInbox } from "../../core/ports/inbox.ts";
import type { Course } from "./course.ts";
import { LifeTime } from "./life-time.ts";

/** More than a scenario's faults can bring about. */
const MAX_FAILED_STARTS = 20;
/** Whoever runs the App starts it again after so long. */
const RESTART_MS = 1_000;
/** So long it may take to end by itself. */
const GRACE_MS = 60_000;

export interface MachineParts {
  readonly config: WrittenAppConfig;
  readonly fetch: typeof fetch;
  readonly log: (line: string) => void;
  readonly course: Course;
}

/** A process from its start on; `app` is there once it listens. */
interface Process {
  readonly time: LifeTime;
  readonly inbox: SqliteInbox;
  readonly death: Death;
}

interface Life extends Process {
  readonly app: RunningApp;
}

/** The machine that the App runs on: it may crash at any moment, and is started again on the same inbox. */
export class Machine {
  readonly #parts: MachineParts;
  #life: Life | undefined;
  #unborn: Process | undefined;
  #closing: Life | undefined;
  #starting: Promise<void> | undefined;
  kills = 0;
  #failures = 0;

  constructor(parts: MachineParts) {
    this.#parts = parts;
  }

  /** Where webhooks go, and when nobody will answer there any more. */
  get address(): { readonly url: string; readonly signal: AbortSignal } | undefined {
    const life = this.#life;
    return life === undefined ? undefined : { url: life.app.url, signal: life.death.signal };
  }

  async start(): Promise<void> {
    if (this.#life !== undefined) return;
    this.#starting ??= this.#startOnce().finally(() => {
      this.#starting = undefined;
    });
    await this.#starting;
  }

  /** The App is gone from one moment to the next: nothing that it began goes on, and nothing of it is undone. */
  kill(): void {
    const life = this.#life ?? this.#closing;
    this.#life = undefined;
    this.kills += 1;
    if (life === undefined) this.#unborn?.death.abort();
    else end(life);
    this.#parts.course.later(RESTART_MS, () => void this.start());
  }

  /** As SIGTERM does, and SIGKILL where that takes too long. */
  async restart(): Promise<void> {
    await this.#starting;
    const life = this.#life;
    if (life === undefined) return;
    this.#life = undefined;
    this.#closing = life;
    await Promise.race([life.app.close(), life.death.whenDead, this.#parts.course.sleep(GRACE_MS)]);
    this.#closing = undefined;
    end(life);
    await this.start();
  }

  /** Nothing of it goes on, wherever it stood. */
  stop(): void {
    for (const life of [this.#life, this.#closing]) if (life !== undefined) end(life);
    if (this.#unborn !== undefined) bury(this.#unborn);
    this.#life = undefined;
  }

  async reconcile(): Promise<void> {
    await this.#starting;
    await this.#life?.app.reconcile();
  }

  /** Nothing is due, held or under way. */
  async isIdle(): Promise<boolean> {
    if (this.#starting !== undefined) return false;
    const life = this.#life;
    if (life === undefined) return false;
    const idle = await Promise.race([life.app.isIdle(), life.death.whenDead]);
    return idle === true && this.#life === life;
  }

  /** What it is busy with, for whoever waits in vain. */
  async describe(): Promise<string> {
    const born = this.#life === undefined ? "no App runs" : "an App runs";
    return `${born}, inbox ${JSON.stringify(await this.count())}, ${this.kills} kills, ${this.#failures} failed starts`;
  }

  async count(): Promise<InboxCount> {
    return (await this.#life?.inbox.count()) ?? { ready: 1, delayed: 0, dead: 0 };
  }

  /** A start may fail, for GitHub may be in trouble, or die; whoever runs the App starts it again. */
  async #startOnce(): Promise<void> {
    while (this.#failures <= MAX_FAILED_STARTS) {
      const time = new LifeTime(this.#parts.course);
      const inbox = new SqliteInbox(String(this.#parts.config.inbox), { now: time.now });
      const process: Process = { time, inbox, death: createDeath() };
      this.#unborn = process;
      const born = this.#begin(process).catch((error: unknown) => this.#failed(error));
      const app = await Promise.race([born, process.death.whenDead]);
      this.#unborn = undefined;
      if (app !== undefined && !process.death.signal.aborted) {
        this.#life = { ...process, app };
        return;
      }
      if (app === undefined) bury(process);
      else end({ ...process, app });
      await this.#parts.course.sleep(RESTART_MS);
    }
  }

  #failed(error: unknown): undefined {
    this.#failures += 1;
    if (this.#failures > MAX_FAILED_STARTS)
      this.#parts.log(`the App does not start: ${describeError(error)}`);
  }

  #begin({ time, inbox, death }: Process): Promise<RunningApp> {
    const { config, log } = this.#parts;
    const { signal } = death;
    return startApp({
      config,
      log: (line) => signal.aborted || log(line),
      fetch: (input, init) => untilDeath(death, this.#parts.fetch, { input, init }),
      time,
      openInbox: async () => mortal(inbox, signal),
    });
  }
}

function end(life: Life): void {
  life.death.abort();
  // The port is free at once; what the App would still do in `close` waits for ever.
  void life.app.close();
  bury(life);
}

function bury({ death, time, inbox }: Process): void {
  death.abort();
  time.die();
  void inbox.close();
}

/** The end of a process, to be waited for by any number of those that depend on it. */
interface Death {
  readonly signal: AbortSignal;
  readonly whenDead: Promise<undefined>;
  abort(): void;
}

function createDeath(): Death {
  const controller = new AbortController();
  const { promise, resolve } = Promise.withResolvers<undefined>();
  return {
    signal: controller.signal,
    whenDead: promise,
    abort() {
      controller.abort();
      resolve(undefined);
    },
  };
}

interface Asked {
  readonly input: Parameters<typeof fetch>[0];
  readonly init: RequestInit | undefined;
}

/**
 * Requests of a dead process fail rather than hang: Octokit remembers for the whole of our process who is waiting for an
 * installation's token, and the App that is started anew would wait for the dead one's.
 */
async function untilDeath(
  { signal, whenDead }: Death,
  perform: typeof fetch,
  { input, init }: Asked,
): Promise<Response> {
  if (signal.aborted) throw new TypeError("the process is dead");
  const response = await Promise.race([perform(input, init), whenDead]);
  if (response === undefined || signal.aborted) throw new TypeError("the process is dead");
  return response;
}

/** After the death of its process nobody asks the inbox and nobody is answered. */
async function whileAlive<T>(signal: AbortSignal, call: () => Promise<T>): Promise<T> {
  if (signal.aborted) return await never();
  try {
    const value = await call();
    return signal.aborted ? await never() : value;
  } catch (error) {
    if (signal.aborted) return await never();
    throw error;
  }
}

function never<T>(): Promise<T> {
  return new Promise(() => {});
}

function mortal(inbox: SharedInbox, signal: AbortSignal): SharedInbox {
  return {
    accept: (delivery) => whileAlive(signal, () => inbox.accept(delivery)),
    claim: (busy) => whileAlive(signal, () => inbox.claim(busy)),
    renew: (claim) => whileAlive(signal, () => inbox.renew(claim)),
    done: (claim) => whileAlive(signal, () => inbox.done(claim)),
    fail: (claim, reason) => whileAlive(signal, () => inbox.fail(claim, reason)),
    count: () => whileAlive(signal, () => inbox.count()),
    holdLane: (lane) => whileAlive(signal, () => inbox.holdLane(lane)),
    keepLane: (lane, token) => whileAlive(signal, () => inbox.keepLane(lane, token)),
    leaveLane: (lane, token) => whileAlive(signal, () => inbox.leaveLane(lane, token)),
    close: () => whileAlive(signal, () => inbox.close()),
  };
}
