import { beforeEach, describe, expect, it } from "vitest";
import type { DeliveryLog } from "../../core/ports/delivery-log.ts";

export interface DeliveryLogSubject {
  readonly log: DeliveryLog;
  /** Webhooks are sent while the App answers, or while nobody does. */
  readonly send: (options: { readonly count: number; readonly answered: boolean }) => Promise<void> | void;
  /** When everything that was asked for was attempted. */
  readonly settle: () => Promise<void> | void;
}

/** What every implementation of the port must do; run on the memory one and on the adapter. */
export function deliveryLogContract(make: () => Promise<DeliveryLogSubject> | DeliveryLogSubject): void {
  describe("delivery log", () => {
    let subject: DeliveryLogSubject;
    beforeEach(async () => {
      subject = await make();
    });

    it("tells what arrived and what did not, the newest first", async () => {
      await subject.send({ count: 2, answered: true });
      await subject.send({ count: 1, answered: false });
      const { deliveries, complete } = await subject.log.recent();
      expect(complete).toBe(true);
      expect(deliveries.map(({ delivered }) => delivered).slice(0, 3)).toEqual([false, true, true]);
      expect(deliveries.every(({ repeated }) => !repeated)).toBe(true);
    });

    it("shows a redelivery as another attempt of the same webhook", async () => {
      await subject.send({ count: 1, answered: false });
      const [first] = (await subject.log.recent()).deliveries;
      await subject.log.redeliver(first?.id ?? 0);
      await subject.settle();
      const [again] = (await subject.log.recent()).deliveries;
      expect(again).toMatchObject({ guid: first?.guid, repeated: true });
      expect(again?.id).not.toBe(first?.id);
    });

    it("is read to its end, over more than one page", async () => {
      const before = (await subject.log.recent()).deliveries.length;
      await subject.send({ count: 130, answered: false });
      const { deliveries, complete } = await subject.log.recent();
      expect(complete).toBe(true);
      expect(deliveries).toHaveLength(before + 130);
      expect(new Set(deliveries.map(({ id }) => id)).size).toBe(before + 130);
    });
  });
}
