import { describe, expect, it } from "vitest";
import {
  failedWebhooks,
  MAX_ATTEMPTS,
  MAX_REDELIVERIES,
  planRedeliveries,
} from "../../../core/delivery/plan-redeliveries.ts";
import type { SentDelivery } from "../../../core/ports/delivery-log.ts";

const MOMENT = Date.UTC(2026, 0, 31);

/** The n-th attempt of all; the log has the newest first. */
function attempt(id: number, guid: string, part: Partial<SentDelivery> = {}): SentDelivery {
  const at = new Date(MOMENT + id * 1000).toISOString();
  return { id, guid, at, delivered: false, repeated: false, ...part };
}

describe("planRedeliveries", () => {
  it("asks for what never arrived, the oldest first, by its newest attempt", () => {
    const log = [
      attempt(4, "a", { repeated: true }),
      attempt(3, "c"),
      attempt(2, "b", { delivered: true }),
      attempt(1, "a"),
    ];
    expect(planRedeliveries(log)).toEqual({ again: [3, 4], later: 0, lost: 0 });
  });

  it("leaves alone what arrived by a later attempt, or by an earlier one", () => {
    const late = [attempt(2, "a", { delivered: true, repeated: true }), attempt(1, "a")];
    expect(planRedeliveries(late)).toEqual({ again: [], later: 0, lost: 0 });
    expect(failedWebhooks(late)).toEqual([]);
    expect(planRedeliveries(late.toReversed()).again).toEqual([]);
  });

  it("asks for the same webhook a few times and no more", () => {
    const log = [attempt(1, "a")];
    for (let n = 1; n <= MAX_ATTEMPTS; n += 1) {
      expect(planRedeliveries(log).again).toEqual([n]);
      log.unshift(attempt(n + 1, "a", { repeated: true }));
    }
    expect(planRedeliveries(log)).toEqual({ again: [], later: 0, lost: 1 });
  });

  it("asks for so many at a time, and says how many wait", () => {
    const log = Array.from({ length: MAX_REDELIVERIES + 7 }, (_, n) => attempt(n + 1, `g${n}`));
    const plan = planRedeliveries(log);
    expect(plan.again).toHaveLength(MAX_REDELIVERIES);
    expect(plan).toMatchObject({ later: 7, lost: 0 });
    expect(plan.again[0]).toBe(1);
  });
});
