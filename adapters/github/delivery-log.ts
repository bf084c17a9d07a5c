import type { DeliveryLog, SentDeliveries, SentDelivery } from "../../core/ports/delivery-log.ts";
import { type GitHubApi, type GitHubClient, ONCE, PER_PAGE } from "./api.ts";

/**
 * GitHub redelivers for three days.
 * https://docs.github.com/webhooks/using-webhooks/automatically-redelivering-failed-deliveries-for-a-github-app-webhook
 */
const WINDOW_MS = 3 * 24 * 3_600_000;
const MAX_DELIVERIES = 10_000;

type DeliveryDto = Awaited<ReturnType<GitHubClient["rest"]["apps"]["listWebhookDeliveries"]>>["data"][number];

/** The delivery log of the App's webhook; only the App's own key opens it. */
export class GitHubDeliveryLog implements DeliveryLog {
  readonly #api: GitHubApi;

  constructor(api: GitHubApi) {
    this.#api = api;
  }

  async recent(): Promise<SentDeliveries> {
    const deliveries: SentDelivery[] = [];
    let cursor: string | undefined;
    do {
      const page = await this.#page(cursor);
      const since = (this.#api.newestAnswer ?? 0) - WINDOW_MS;
      const young = page.items.filter(({ at }) => Date.parse(at) >= since);
      deliveries.push(...young);
      cursor = young.length < page.items.length ? undefined : page.next;
    } while (cursor !== undefined && deliveries.length < MAX_DELIVERIES);
    return { deliveries, complete: cursor === undefined };
  }

  async redeliver(id: number): Promise<void> {
    await this.#api.write(`redelivery of webhook ${id}`, (rest) =>
      rest.apps.redeliverWebhookDelivery({ delivery_id: id, request: ONCE }),
    );
  }

  async #page(cursor: string | undefined) {
    const { data, headers } = await this.#api.response("webhooks sent to the App", (rest) =>
      rest.apps.listWebhookDeliveries({ per_page: PER_PAGE, ...(cursor === undefined ? {} : { cursor }) }),
    );
    const next = /<[^>]*[?&]cursor=([^&>]+)[^>]*>; rel="next"/.exec(headers.link ?? "")?.[1];
    return {
      items: data.flatMap(toDelivery),
      next: next === undefined ? undefined : decodeURIComponent(next),
    };
  }
}

/** An id that JavaScript cannot hold exactly would name another delivery. */
function toDelivery(dto: DeliveryDto): SentDelivery[] {
  if (!Number.isSafeInteger(dto.id)) return [];
  const delivered = dto.status_code >= 200 && dto.status_code < 300;
  return [{ id: dto.id, guid: dto.guid, at: dto.delivered_at, delivered, repeated: dto.redelivery }];
}
