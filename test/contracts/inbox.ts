import { afterEach, beforeEach, describe, expect, it } from "vitest";
import {
  INBOX_LEASE_MS,
  INBOX_MAX_ATTEMPTS,
  inboxDelay,
  LANE_HOLD_MS,
  type SharedInbox,
} from "../../core/ports/inbox.ts";

const FIRST = { id: "guid-1", event: "push", body: '{"ref":"refs/heads/main"}' };
const SECOND = { id: "guid-2", event: "push", body: '{"ref":"refs/heads/next"}' };

/** What every inbox promises. `make` gets the clock (milliseconds) that the suite moves by hand. */
export function inboxContract(make: (now: () => number) => SharedInbox): void {
  describe("inbox contract", () => {
    let now = 1_000_000;
    let inbox: SharedInbox;
    beforeEach(() => {
      now = 1_000_000;
      inbox = make(() => now);
    });
    afterEach(() => inbox.close());

    async function claimed() {
      const claim = await inbox.claim();
      if (claim === undefined) throw new Error("nothing to claim");
      return claim;
    }

    it("hands out what it accepted, oldest first, once", async () => {
      await inbox.accept(FIRST);
      now += 1;
      await inbox.accept(SECOND);
      expect((await claimed()).delivery).toEqual(FIRST);
      expect((await claimed()).delivery).toEqual(SECOND);
      expect(await inbox.claim()).toBeUndefined();
    });

    it("passes over sources that are busy, and keeps the source", async () => {
      await inbox.accept({ ...FIRST, source: "7" });
      now += 1;
      await inbox.accept({ ...SECOND, source: "8" });
      expect((await inbox.claim(["7"]))?.delivery).toEqual({ ...SECOND, source: "8" });
      expect(await inbox.claim(["7"])).toBeUndefined();
      expect((await claimed()).delivery.source).toBe("7");
    });

    it("knows a delivery again by its id, and by event and bytes, also after it was done", async () => {
      expect(await inbox.accept(FIRST)).toBe("new");
      expect(await inbox.accept({ ...SECOND, id: FIRST.id })).toBe("duplicate");
      await inbox.done(await claimed());
      expect(await inbox.accept({ ...FIRST, id: "guid-3" })).toBe("duplicate");
      expect(await inbox.accept(SECOND)).toBe("new");
    });

    it("remembers for three days", async () => {
      await inbox.accept(FIRST);
      await inbox.done(await claimed());
      now += 3 * 24 * 3_600_000;
      expect(await inbox.accept(FIRST)).toBe("duplicate");
    });

    it("lets one work in a lane at a time, and tells it that another one wants to", async () => {
      const first = (await inbox.holdLane("acme/registry")) ?? "";
      expect(await inbox.holdLane("globex/registry")).toBeDefined();
      expect(await inbox.holdLane("acme/registry")).toBeUndefined();
      expect(await inbox.leaveLane("acme/registry", first)).toBe(true);
      const second = (await inbox.holdLane("acme/registry")) ?? "";
      expect(second).not.toBe("");
      expect(await inbox.leaveLane("acme/registry", first)).toBe(false);
      expect(await inbox.holdLane("acme/registry")).toBeUndefined();
      expect(await inbox.keepLane("acme/registry", second)).toBe(true);
    });

    it("gives a lane to the next one when its holder has not been heard of", async () => {
      const lost = (await inbox.holdLane("acme/registry")) ?? "";
      now += LANE_HOLD_MS - 1;
      expect(await inbox.keepLane("acme/registry", lost)).toBe(true);
      now += LANE_HOLD_MS - 1;
      expect(await inbox.holdLane("acme/registry")).toBeUndefined();
      now += 1;
      expect(await inbox.holdLane("acme/registry")).toBeDefined();
      expect(await inbox.keepLane("acme/registry", lost)).toBe(false);
    });

    it("gives a claim back when its lease ends, and ignores who lost it", async () => {
      await inbox.accept(FIRST);
      const lost = await claimed();
      now += INBOX_LEASE_MS - 1;
      expect(await inbox.claim()).toBeUndefined();
      now += 1;
      const held = await claimed();
      expect(held.attempt).toBe(2);
      await inbox.done(lost);
      expect(await inbox.renew(lost)).toBe(false);
      expect(await inbox.count()).toEqual({ ready: 1, delayed: 0, dead: 0 });
      await inbox.done(held);
      expect(await inbox.count()).toEqual({ ready: 0, delayed: 0, dead: 0 });
    });

    it("keeps a lease that is renewed", async () => {
      await inbox.accept(FIRST);
      const claim = await claimed();
      now += INBOX_LEASE_MS - 1;
      expect(await inbox.renew(claim)).toBe(true);
      now += INBOX_LEASE_MS - 1;
      expect(await inbox.claim()).toBeUndefined();
    });

    it("tries again later and later, then gives up", async () => {
      await inbox.accept(FIRST);
      for (let attempt = 1; attempt < INBOX_MAX_ATTEMPTS; attempt += 1) {
        expect(await inbox.fail(await claimed(), "remote is down")).toBe("delayed");
        expect(await inbox.claim()).toBeUndefined();
        expect(await inbox.count()).toEqual({ ready: 0, delayed: 1, dead: 0 });
        now += inboxDelay(attempt);
      }
      expect(await inbox.fail(await claimed(), "remote is down")).toBe("dead");
      now += 24 * 3_600_000;
      expect(await inbox.claim()).toBeUndefined();
      expect(await inbox.count()).toEqual({ ready: 0, delayed: 0, dead: 1 });
    });
  });
}
