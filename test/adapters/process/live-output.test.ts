import { Writable } from "node:stream";
import { expect, it } from "vitest";
import { showLive } from "../../../adapters/process/live-output.ts";

it("waits where there is no room, and goes on when there is some again", async () => {
  const waiting: (() => void)[] = [];
  const stream = new Writable({ highWaterMark: 1, write: (_, __, done) => waiting.push(done) });
  const live = showLive(stream);
  let isShown = false;
  const shown = live.show(Buffer.from("first")).then(() => {
    isShown = true;
  });
  await new Promise(setImmediate);
  expect(isShown).toBe(false);
  waiting.shift()?.();
  await shown;
  expect(isShown).toBe(true);
});

it("waits for nothing where the stream takes no more, and writes nothing more to it", async () => {
  let writes = 0;
  const stream = new Writable({
    highWaterMark: 1,
    autoDestroy: false,
    write: (_, __, done) => {
      writes += 1;
      done(Object.assign(new Error("write EPIPE"), { code: "EPIPE" }));
    },
  });
  const live = showLive(stream);
  for (const text of ["one", "two", "three"]) await live.show(Buffer.from(text));
  expect(writes).toBe(1);
  live.stop();
  expect(stream.listenerCount("error")).toBe(0);
});
