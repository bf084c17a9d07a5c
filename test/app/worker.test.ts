import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { Worker } from "../../app/worker.ts";
import { PedigreeError } from "../../core/errors.ts";
import type { Delivery } from "../../core/ports/inbox.ts";
import { MemoryInbox } from "../support/memory-inbox.ts";

describe("Worker", () => {
  let now = 0;
  let inbox: MemoryInbox;
  let worker: Worker;
  let performed: string[];
  let troubles: string[];
  let perform: (delivery: Delivery) => Promise<void>;
  beforeEach(() => {
    now = 0;
    inbox = new MemoryInbox(() => now);
    performed = [];
    troubles = [];
    perform = async () => {};
    worker = new Worker({
      inbox,
      perform: async (delivery) => {
        performed.push(delivery.id);
        await perform(delivery);
      },
      onTrouble: (_, { id }, fate) => troubles.push(`${id} ${fate}`),
      concurrency: 4,
      pollMilliseconds: 3_600_000,
    });
  });
  afterEach(() => worker.stop());

  const accept = (id: string) => inbox.accept({ id, event: "push", body: id });
  const idle = async () => {
    while (!(await worker.isIdle())) await new Promise((resolve) => setImmediate(resolve));
  };

  it("works off everything that was accepted before and after its start", async () => {
    await accept("before");
    worker.start();
    await idle();
    await accept("after");
    worker.wake();
    await idle();
    expect(performed).toEqual(["before", "after"]);
    expect(await inbox.count()).toEqual({ ready: 0, delayed: 0, dead: 0 });
  });

  it("goes on when a lease cannot be renewed", async () => {
    inbox.renew = () => Promise.reject(new Error("the disk is full"));
    const every = (_milliseconds: number, work: () => void) => {
      work();
      return () => {};
    };
    const time = { now: () => now, sleep: async () => {}, every };
    const onTrouble = (_: unknown, { id }: Delivery) => void troubles.push(id);
    worker = new Worker({ inbox, perform: async ({ id }) => void performed.push(id), onTrouble, time });
    await accept("one");
    worker.start();
    await idle();
    expect({ performed, troubles }).toEqual({ performed: ["one"], troubles: [] });
  });

  it("tries again what a remote failure stopped", async () => {
    perform = () => Promise.reject(new PedigreeError("REMOTE_UNAVAILABLE", "down"));
    await accept("one");
    worker.start();
    await idle();
    expect(troubles).toEqual(["one retried"]);
    perform = async () => {};
    now += 1_000;
    worker.wake();
    await idle();
    expect(performed).toEqual(["one", "one"]);
    expect(await inbox.count()).toEqual({ ready: 0, delayed: 0, dead: 0 });
  });

  it.each(["ACCESS_DENIED", "REMOTE_REFUSED", "POLICY_INVALID"] as const)(
    "does not repeat %s",
    async (code) => {
      perform = () => Promise.reject(new PedigreeError(code, "no"));
      await accept("one");
      worker.start();
      await idle();
      expect(troubles).toEqual(["one dropped"]);
      expect(await inbox.count()).toEqual({ ready: 0, delayed: 0, dead: 0 });
    },
  );

  it("tries a defect of its own again, and keeps it in the end", async () => {
    perform = () => Promise.reject(new TypeError("undefined is not a function"));
    await accept("one");
    worker.start();
    for (let attempt = 1; attempt <= 8; attempt += 1) {
      await idle();
      now += 3_600_000;
      worker.wake();
    }
    await idle();
    expect(performed).toHaveLength(8);
    expect(await inbox.count()).toEqual({ ready: 0, delayed: 0, dead: 1 });
  });

  it("holds no more deliveries at a time than it is told", async () => {
    let running = 0;
    let most = 0;
    perform = async () => {
      running += 1;
      most = Math.max(most, running);
      await new Promise((resolve) => setImmediate(resolve));
      running -= 1;
    };
    for (let n = 0; n < 20; n += 1) await accept(`${n}`);
    worker.start();
    await idle();
    expect(performed).toHaveLength(20);
    expect(most).toBe(4);
  });

  it("finishes what it holds before it stops, and leaves the rest", async () => {
    const gate = Promise.withResolvers<void>();
    perform = () => gate.promise;
    for (let n = 0; n < 6; n += 1) await accept(`${n}`);
    worker.start();
    while (performed.length < 4) await new Promise((resolve) => setImmediate(resolve));
    const stopped = worker.stop();
    gate.resolve();
    await stopped;
    expect(performed).toHaveLength(4);
    expect((await inbox.count()).ready).toBe(2);
  });
});
