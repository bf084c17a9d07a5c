import { expect, test } from "vitest";
import type { HardwareSample } from "../../../core/ports/hardware.ts";
import { createSampling } from "../../../web/recorder/sampling.ts";

function sampling(everyMs: number) {
  const kept: HardwareSample[] = [];
  let [time, looked] = [0, 0];
  const running = createSampling({
    sampler: { sample: async () => ({ time: time++, values: {} }) },
    keep: async (sample) => void kept.push(sample),
    everyMs,
    afterEach: () => {
      looked += 1;
    },
  });
  return { running, kept, looked: () => looked };
}

test("the machine is sampled at once, again and again, and at the end", async () => {
  const { running, kept, looked } = sampling(1);
  await expect.poll(() => kept.length).toBeGreaterThan(2);
  await running.close();
  const count = kept.length;
  expect(looked()).toBe(count - 1);
  await new Promise((resolve) => setTimeout(resolve, 20));
  expect(kept).toHaveLength(count);
});

test("a run that ends before the second sample has one of its end", async () => {
  const { running, kept } = sampling(60_000);
  await running.close();
  expect(kept.map(({ time }) => time)).toEqual([0, 1]);
});
