import { planRedeliveries } from "../core/delivery/plan-redeliveries.ts";
import type { DeliveryLog } from "../core/ports/delivery-log.ts";
import { settleAll } from "./settle.ts";

export interface SweepOutcome {
  /** Webhooks that were asked for again. */
  readonly asked: number;
  readonly later: number;
  readonly lost: number;
  readonly troubles: readonly string[];
}

/** Asks for every webhook again that never arrived: sooner than waiting for what the reconciler finds without them. */
export async function sweepDeliveries(log: DeliveryLog): Promise<SweepOutcome> {
  const { deliveries, complete } = await log.recent();
  const { again, later, lost } = planRedeliveries(deliveries);
  const failed = await settleAll(
    again.map((id) => ({ what: `redelivery of ${id}`, run: () => log.redeliver(id) })),
  );
  const cut = complete ? [] : ["GitHub's log of webhooks is longer than can be looked at"];
  return { asked: again.length - failed.length, later, lost, troubles: [...failed, ...cut] };
}
