import { describe, expect, it } from "vitest";
import { sweepDeliveries } from "../../usecases/sweep-deliveries.ts";
import { MemoryDeliveries } from "../support/memory-deliveries.ts";

describe("sweepDeliveries", () => {
  it("asks once for what then arrives", async () => {
    const log = new MemoryDeliveries();
    log.send("a", true);
    log.send("b", false);
    log.answers = true;
    expect(await sweepDeliveries(log)).toEqual({ asked: 1, later: 0, lost: 0, troubles: [] });
    expect(await sweepDeliveries(log)).toEqual({ asked: 0, later: 0, lost: 0, troubles: [] });
    expect(log.asked).toEqual([2]);
  });

  it("gives up on what is refused again and again", async () => {
    const log = new MemoryDeliveries();
    log.send("a", false);
    for (let sweep = 0; sweep < 5; sweep += 1) await sweepDeliveries(log);
    expect(log.asked).toHaveLength(3);
    expect(await sweepDeliveries(log)).toMatchObject({ asked: 0, lost: 1 });
  });

  it("goes on when one redelivery is refused, and says which", async () => {
    const log = new MemoryDeliveries();
    log.send("a", false);
    log.send("b", false);
    const redeliver = log.redeliver.bind(log);
    log.redeliver = (id) => (id === 1 ? Promise.reject(new Error("too old")) : redeliver(id));
    const outcome = await sweepDeliveries(log);
    expect(outcome).toMatchObject({ asked: 1, troubles: [expect.stringContaining("redelivery of 1")] });
    expect(log.asked).toEqual([2]);
  });

  it("says when it could not see all", async () => {
    const log = new MemoryDeliveries();
    log.recent = async () => ({ deliveries: [], complete: false });
    expect((await sweepDeliveries(log)).troubles).toHaveLength(1);
  });
});
