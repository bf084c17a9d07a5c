import { expect, test } from "vitest";
import { systemTimer } from "../../../adapters/live/timer.ts";

test("ticks one after the other, and none after it was stopped", async () => {
  const events: string[] = [];
  const third = Promise.withResolvers<void>();
  let count = 0;
  const ticking = systemTimer.every(1, async () => {
    count += 1;
    events.push(`begin ${count}`);
    await new Promise((resolve) => setTimeout(resolve, 5));
    events.push(`end ${count}`);
    if (count === 3) third.resolve();
  });
  // The timer itself keeps no process alive; the test does.
  const alive = setInterval(() => {}, 50);
  await third.promise;
  await ticking.stop();
  clearInterval(alive);
  const seen = events.length;
  expect(events.slice(0, 6)).toEqual(["begin 1", "end 1", "begin 2", "end 2", "begin 3", "end 3"]);
  expect(seen % 2).toBe(0);
  await new Promise((resolve) => setTimeout(resolve, 20));
  expect(events).toHaveLength(seen);
});

test("stopping waits for the tick that is running", async () => {
  const begun = Promise.withResolvers<void>();
  const release = Promise.withResolvers<void>();
  let ended = false;
  const ticking = systemTimer.every(1, async () => {
    begun.resolve();
    await release.promise;
    ended = true;
  });
  const alive = setInterval(() => {}, 50);
  await begun.promise;
  const stopped = ticking.stop();
  release.resolve();
  await stopped;
  clearInterval(alive);
  expect(ended).toBe(true);
});
