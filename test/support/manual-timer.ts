import type { Timer } from "../../core/ports/timer.ts";

/** A timer that ticks when a test says so. */
export class ManualTimer implements Timer {
  milliseconds = 0;
  stopped = false;
  #tick: () => Promise<void> = () => Promise.resolve();
  #running: Promise<void> = Promise.resolve();

  every(milliseconds: number, tick: () => Promise<void>) {
    this.milliseconds = milliseconds;
    this.#tick = tick;
    return {
      stop: async () => {
        this.stopped = true;
        await this.#running;
      },
    };
  }

  async tick(): Promise<void> {
    if (this.stopped) return;
    this.#running = this.#tick();
    await this.#running;
  }
}
