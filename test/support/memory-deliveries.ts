import type { DeliveryLog, SentDeliveries, SentDelivery } from "../../core/ports/delivery-log.ts";

/** GitHub's log of webhooks in memory; nobody answers a redelivery unless `answers` says so. */
export class MemoryDeliveries implements DeliveryLog {
  readonly log: SentDelivery[] = [];
  /** Ids that a redelivery was asked for. */
  readonly asked: number[] = [];
  answers = false;

  send(guid: string, delivered: boolean, repeated = false): void {
    const id = this.log.length + 1;
    this.log.unshift({ id, guid, at: new Date(id * 1000).toISOString(), delivered, repeated });
  }

  async recent(): Promise<SentDeliveries> {
    return { deliveries: [...this.log], complete: true };
  }

  async redeliver(id: number): Promise<void> {
    const found = this.log.find((delivery) => delivery.id === id);
    if (found === undefined) throw new Error(`no delivery ${id}`);
    this.asked.push(id);
    this.send(found.guid, this.answers, true);
  }
}
