import { type Time, wallTime } from "./time.ts";

export interface PeriodicOptions {
  readonly seconds: number;
  /** Must not reject. `stopped` tells it to begin nothing more. */
  readonly work: (stopped: () => boolean) => Promise<void>;
  readonly time?: Time;
}

/** Does something at the start and then at every interval. A pass that takes longer is not overtaken by the next one. */
export class Periodic {
  readonly #options: PeriodicOptions;
  #endTimer = () => {};
  #pass: Promise<void> | undefined;
  #stopped = false;

  constructor(options: PeriodicOptions) {
    this.#options = options;
  }

  start(): void {
    const { time = wallTime, seconds } = this.#options;
    this.#endTimer = time.every(seconds * 1_000, () => void this.run());
    void this.run();
  }

  get isIdle(): boolean {
    return this.#pass === undefined;
  }

  /** One pass, or the one that is under way. */
  run(): Promise<void> {
    this.#pass ??= this.#options
      .work(() => this.#stopped)
      .finally(() => {
        this.#pass = undefined;
      });
    return this.#pass;
  }

  async stop(): Promise<void> {
    this.#stopped = true;
    this.#endTimer();
    await this.#pass;
  }
}
