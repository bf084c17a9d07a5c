import type { SentDelivery } from "../ports/delivery-log.ts";

/** Redeliveries that one sweep asks for: what is left is asked for by the next one. */
export const MAX_REDELIVERIES = 100;
/** So often the same webhook is asked for again; who refuses it three times refuses it for a reason. */
export const MAX_ATTEMPTS = 3;

export interface RedeliveryPlan {
  /** Ids of the attempts to be repeated, the oldest webhook first. */
  readonly again: readonly number[];
  /** How many wait for the next sweep. */
  readonly later: number;
  /** How many webhooks were refused so often that nobody asks for them again. */
  readonly lost: number;
}

/** What to ask for again: each webhook that never arrived, by its newest attempt. From GitHub's log alone, so it forgets nothing. */
export function planRedeliveries(deliveries: readonly SentDelivery[]): RedeliveryPlan {
  const failed = failedWebhooks(deliveries);
  const hopeful = failed.filter(
    (attempts) => attempts.filter(({ repeated }) => repeated).length < MAX_ATTEMPTS,
  );
  const newest = hopeful.map((attempts) => attempts.toSorted(byAge)[0]).filter((one) => one !== undefined);
  const oldestFirst = newest.toSorted((a, b) => byAge(b, a)).map(({ id }) => id);
  return {
    again: oldestFirst.slice(0, MAX_REDELIVERIES),
    later: Math.max(0, oldestFirst.length - MAX_REDELIVERIES),
    lost: failed.length - hopeful.length,
  };
}

/** All attempts of each webhook of which none succeeded. */
export function failedWebhooks(deliveries: readonly SentDelivery[]): readonly (readonly SentDelivery[])[] {
  const byGuid = Map.groupBy(deliveries, ({ guid }) => guid);
  return [...byGuid.values()].filter((attempts) => attempts.every(({ delivered }) => !delivered));
}

function byAge(a: SentDelivery, b: SentDelivery): number {
  return Date.parse(b.at) - Date.parse(a.at) || b.id - a.id;
}
