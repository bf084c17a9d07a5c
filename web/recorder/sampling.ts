import type { HardwareSample, HardwareSampler } from "../../core/ports/hardware.ts";

export interface SamplingOptions {
  readonly sampler: HardwareSampler;
  readonly keep: (sample: HardwareSample) => Promise<void>;
  readonly everyMs: number;
  readonly afterEach: () => void;
}

export interface Sampling {
  /** Takes one sample more and ends. */
  close(): Promise<void>;
}

/** Samples at once and then again and again, one at a time: a machine that is slow is sampled less often. */
export function createSampling({ sampler, keep, everyMs, afterEach }: SamplingOptions): Sampling {
  let timer: NodeJS.Timeout | undefined;
  let closed = false;
  const take = async () => await keep(await sampler.sample());
  const next = async () => {
    await take();
    afterEach();
    if (!closed) timer = setTimeout(start, everyMs);
  };
  let running = Promise.resolve();
  const start = () => {
    running = next();
  };
  start();
  return {
    close: async () => {
      closed = true;
      clearTimeout(timer);
      await running;
      await take();
    },
  };
}
