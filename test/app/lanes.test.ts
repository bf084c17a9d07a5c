import { describe, expect, it } from "vitest";
import { Lanes } from "../../app/lanes.ts";
import { wallTime } from "../../app/time.ts";
import { MemoryInbox } from "../support/memory-inbox.ts";

/** Work that says when it runs and ends when it is told to. */
function controlled() {
  const started: string[] = [];
  const gates = new Map<string, PromiseWithResolvers<void>>();
  const work = (name: string) => async () => {
    started.push(name);
    const gate = Promise.withResolvers<void>();
    gates.set(name, gate);
    await gate.promise;
  };
  const turn = () => new Promise((resolve) => setImmediate(resolve));
  const end = async (name: string) => {
    gates.get(name)?.resolve();
    await turn();
  };
  return { started, work, end, turn };
}

describe("Lanes", () => {
  it("runs one thing at a time in a lane, and lanes side by side", async () => {
    const lanes = new Lanes();
    const { started, work, end } = controlled();
    const all = [
      lanes.run("a", "1", work("a1")),
      lanes.run("a", "2", work("a2")),
      lanes.run("b", "1", work("b1")),
    ];
    expect(started).toEqual(["a1", "b1"]);
    await end("a1");
    expect(started).toEqual(["a1", "b1", "a2"]);
    await end("b1");
    await end("a2");
    await Promise.all(all);
    expect(lanes.isIdle).toBe(true);
  });

  it("does once what is asked for many times while it waits, and once more what is asked for while it runs", async () => {
    const lanes = new Lanes();
    const { started, work, end } = controlled();
    const first = lanes.run("a", "pull 1", work("first"));
    const later = Array.from({ length: 50 }, (_, n) => lanes.run("a", "pull 1", work(`later ${n}`)));
    expect(started).toEqual(["first"]);
    await end("first");
    await first;
    expect(started).toEqual(["first", "later 0"]);
    await end("later 0");
    await Promise.all(later);
    expect(started).toHaveLength(2);
  });

  it("tells everybody who waits of a failure, and goes on", async () => {
    const lanes = new Lanes();
    const fails = () => Promise.reject(new Error("no"));
    const results = await Promise.allSettled([
      lanes.run("a", "1", fails),
      lanes.run("a", "2", fails),
      lanes.run("a", "2", fails),
      lanes.run("a", "3", async () => {}),
    ]);
    expect(results.map(({ status }) => status)).toEqual(["rejected", "rejected", "rejected", "fulfilled"]);
  });

  it("is idle when what was asked for meanwhile is done, too", async () => {
    const lanes = new Lanes();
    const done: string[] = [];
    void lanes.run("a", "1", async () => {
      void lanes.run("b", "1", async () => {
        await Promise.resolve();
        done.push("b");
      });
      done.push("a");
    });
    await lanes.idle();
    expect(done).toEqual(["a", "b"]);
  });

  it("shares a lane with the other processes: one works at a time, and each gets its turn", async () => {
    const holds = new MemoryInbox(Date.now);
    const processes = [new Lanes({ holds }), new Lanes({ holds })];
    let inside = 0;
    const order: string[] = [];
    const work = (name: string) => async () => {
      inside += 1;
      expect(inside).toBe(1);
      order.push(name);
      await new Promise((resolve) => setTimeout(resolve, 2));
      inside -= 1;
    };
    const jobs = processes.flatMap((lanes, process) =>
      [1, 2, 3].map((job) => lanes.run("a", String(job), work(`${process}.${job}`))),
    );
    await Promise.all(jobs);
    expect(order.toSorted()).toEqual(["0.1", "0.2", "0.3", "1.1", "1.2", "1.3"]);
  });

  it("does nothing while it cannot tell who else works there, and says so", async () => {
    const holds = new MemoryInbox(Date.now);
    holds.holdLane = () => Promise.reject(new Error("the disk is full"));
    const lanes = new Lanes({ holds });
    await expect(lanes.run("a", "1", async () => {})).rejects.toThrow("the disk is full");
    expect(lanes.isIdle).toBe(true);
  });

  it("takes the lane anew when it could not say that it still works there", async () => {
    const holds = new MemoryInbox(Date.now);
    const { turn } = controlled();
    let held = 0;
    const holdLane = holds.holdLane.bind(holds);
    holds.holdLane = (lane) => {
      held += 1;
      return holdLane(lane);
    };
    holds.keepLane = () => Promise.reject(new Error("the disk is full"));
    const every = (_milliseconds: number, work: () => void) => {
      work();
      return () => {};
    };
    const lanes = new Lanes({ holds, time: { ...wallTime, every } });
    const work = async () => {
      await turn();
    };
    await Promise.all([lanes.run("a", "1", work), lanes.run("a", "2", work)]);
    expect(held).toBe(2);
  });
});
