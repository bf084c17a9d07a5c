/** One attempt of GitHub to deliver a webhook to the App. */
export interface SentDelivery {
  /** Names this attempt. */
  readonly id: number;
  /** Names the webhook: a redelivery carries the same one. */
  readonly guid: string;
  readonly at: string;
  /** Whether the App took it: an answer of 2xx within ten seconds. */
  readonly delivered: boolean;
  /** Whether somebody asked for this attempt. */
  readonly repeated: boolean;
}

export interface SentDeliveries {
  /** The newest first. */
  readonly deliveries: readonly SentDelivery[];
  /** False when there were more than can be looked at. */
  readonly complete: boolean;
}

/** GitHub's own log of the webhooks that it sent to the App. GitHub repeats none of them by itself. */
export interface DeliveryLog {
  /** Those of the last three days, for which a redelivery can be asked. */
  recent(): Promise<SentDeliveries>;
  /** Asks for another attempt. GitHub makes it soon after. */
  redeliver(id: number): Promise<void>;
}
