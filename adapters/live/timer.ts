import type { Timer } from "../../core/ports/timer.ts";

/** The machine's own timer. */
export const systemTimer: Timer = {
  every(milliseconds, tick) {
    let ended = false;
    let timer: NodeJS.Timeout | undefined;
    let running: Promise<void> = Promise.resolve();
    const wait = () => {
      timer = setTimeout(() => {
        running = tick().finally(() => {
          if (!ended) wait();
        });
      }, milliseconds);
      timer.unref();
    };
    wait();
    return {
      stop: async () => {
        ended = true;
        clearTimeout(timer);
        await running;
      },
    };
  },
};
