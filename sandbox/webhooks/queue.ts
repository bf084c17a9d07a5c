import { randomUUID } from "node:crypto";
import { serializeOrganization, serializeUser } from "../serialize/account.ts";
import { serializeRepositoryForWebhook } from "../serialize/repository.ts";
import { permits } from "../state/access.ts";
import type { App, Delivery, Installation, State } from "../state/entities.ts";
import { appById, installationFor, repositoryById, userById } from "../state/find.ts";
import type { WebhookEvent, World } from "../world.ts";
import { EVENT_PERMISSIONS } from "./permissions.ts";
import { type SendResult, sendWebhook } from "./sender.ts";

/** Webhooks to Apps: one at a time and in order for each App, independent of the other Apps. */
export interface WebhookQueue {
  /** Sends an event to every App that is installed, subscribed and permitted. The body is fixed now. */
  emit(event: WebhookEvent): void;
  /** Sends an event that is no repository's, such as `installation`, to one App. */
  emitTo(installation: Installation, event: Direct): void;
  /** Sends a delivery again: the same GUID and body under a new id. */
  redeliver(delivery: Delivery): void;
  /** How many were queued since the start. */
  count(): number;
  /** Resolves when what is queued now has been sent. */
  idle(): Promise<void>;
}

export interface Direct {
  readonly event: string;
  readonly action: string;
  readonly senderId: number;
  readonly payload: Readonly<Record<string, unknown>>;
}

export interface QueueParts {
  /** A function, because the world holds the queue. */
  readonly world: () => World;
  readonly record: (delivery: Delivery) => void;
  readonly onWebhook: (event: string, action: string | null, body: unknown) => void;
  readonly fetch: typeof fetch;
}

interface Job {
  readonly app: App;
  readonly installationId: number;
  readonly repositoryId: number | null;
  readonly guid: string;
  readonly event: string;
  readonly action: string | null;
  readonly body: string;
  readonly redelivery: boolean;
}

export function createWebhookQueue({ world: worldOf, record, onWebhook, fetch }: QueueParts): WebhookQueue {
  const tails = new Map<number, Promise<void>>();
  let queued = 0;
  const enqueue = (job: Job): void => {
    queued += 1;
    onWebhook(job.event, job.action, JSON.parse(job.body));
    const send = async (): Promise<void> => {
      const { app, ...rest } = job;
      const result: SendResult = await sendWebhook(job, fetch);
      record({ ...rest, ...result, id: worldOf().nextId(), appId: app.id, deliveredAt: worldOf().now() });
    };
    tails.set(job.app.id, (tails.get(job.app.id) ?? Promise.resolve()).then(send));
  };
  return {
    emit(event) {
      const world = worldOf();
      for (const { app, installation } of recipients(world.state, event)) {
        const body = JSON.stringify(repositoryBody(world, event, installation));
        enqueue({
          app,
          installationId: installation.id,
          repositoryId: event.repositoryId,
          guid: randomUUID(),
          event: event.event,
          action: event.action ?? null,
          body,
          redelivery: false,
        });
      }
    },
    emitTo(installation, { event, action, senderId, payload }) {
      const world = worldOf();
      const app = appById(world.state, installation.appId);
      if (app.webhook === null) return;
      const sender = serializeUser(world.baseUrl, userById(world.state, senderId));
      const body = JSON.stringify({ action, ...payload, sender });
      const job = { app, installationId: installation.id, repositoryId: null, guid: randomUUID() };
      enqueue({ ...job, event, action, body, redelivery: false });
    },
    redeliver({ appId, installationId, repositoryId, guid, event, action, body }) {
      const app = appById(worldOf().state, appId);
      enqueue({ app, installationId, repositoryId, guid, event, action, body, redelivery: true });
    },
    count: () => queued,
    async idle() {
      await Promise.all(tails.values());
    },
  };
}

function recipients(state: State, event: WebhookEvent): { app: App; installation: Installation }[] {
  const repository = repositoryById(state, event.repositoryId);
  return state.apps.flatMap((app) => {
    const installation = installationFor(state, app, repository);
    if (app.webhook === null || installation === undefined) return [];
    return wants(app, installation, event) ? [{ app, installation }] : [];
  });
}

function wants(app: App, installation: Installation, event: WebhookEvent): boolean {
  if (event.onlyAppId !== undefined) return event.onlyAppId === app.id;
  const permissions = EVENT_PERMISSIONS[event.event] ?? [];
  const isPermitted = permissions.some((name) => permits(installation.permissions, name, "read"));
  return app.events.includes(event.event) && isPermitted;
}

/** The event's own fields, and those that GitHub adds to each. */
function repositoryBody(world: World, event: WebhookEvent, installation: Installation): object {
  const repository = repositoryById(world.state, event.repositoryId);
  const owner = userById(world.state, repository.ownerId);
  return {
    ...(event.action === undefined ? {} : { action: event.action }),
    repository: serializeRepositoryForWebhook(world, repository),
    ...(owner.type === "Organization" ? { organization: serializeOrganization(world.baseUrl, owner) } : {}),
    sender: serializeUser(world.baseUrl, userById(world.state, event.senderId)),
    installation: { id: installation.id, node_id: `MDIz_${installation.id}` },
    ...event.payload,
  };
}
