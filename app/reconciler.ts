import { type Time, wallTime } from "./time.ts";

export interface ReconcilerOptions {
  readonly seconds: number;
  /** Names of the registries to look at in this pass. */
  readonly registries: () => Promise<readonly string[]>;
  readonly reconcile: (registry: string) => Promise<void>;
  readonly onTrouble: (error: unknown, registry: string | undefined) => void;
  readonly time?: Time;
}

/**
 * The guarantee behind the webhooks, which are only hints: looks at every registry at the start and on a timer. A pass
 * that takes longer than the interval is not overtaken by the next one, and one registry's trouble is no other's.
 */
export class Reconciler {
  readonly #options: ReconcilerOptions;
  #endTimer = () => {};
  #pass: Promise<void> | undefined;
  #stopped = false;

  constructor(options: ReconcilerOptions) {
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

  /** One pass, or the one that is under way. Never rejects. */
  run(): Promise<void> {
    this.#pass ??= this.#runOnce().finally(() => {
      this.#pass = undefined;
    });
    return this.#pass;
  }

  async stop(): Promise<void> {
    this.#stopped = true;
    this.#endTimer();
    await this.#pass;
  }

  async #runOnce(): Promise<void> {
    const { registries, reconcile, onTrouble } = this.#options;
    const names = await registries().catch((error: unknown) => {
      onTrouble(error, undefined);
      return [];
    });
    for (const name of names) {
      if (this.#stopped) return;
      await reconcile(name).catch((error: unknown) => onTrouble(error, name));
    }
  }
}
