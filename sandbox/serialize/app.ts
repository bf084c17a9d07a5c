import type { components } from "@octokit/openapi-types";
import type { App, Delivery, Installation } from "../state/entities.ts";
import { appById, userById } from "../state/find.ts";
import type { World } from "../world.ts";
import { serializeUser } from "./account.ts";

type Schemas = components["schemas"];

export function serializeApp(world: World, app: App): NonNullable<Schemas["integration"]> {
  return {
    id: app.id,
    slug: app.slug,
    node_id: `A_${app.id}`,
    client_id: `Iv1.${app.id}`,
    owner: serializeUser(world.baseUrl, userById(world.state, app.ownerId)),
    name: app.name,
    description: null,
    external_url: world.baseUrl,
    html_url: `${world.baseUrl}/apps/${app.slug}`,
    created_at: APP_CREATED_AT,
    updated_at: APP_CREATED_AT,
    permissions: { ...app.permissions },
    events: [...app.events],
    installations_count: world.state.installations.filter(({ appId }) => appId === app.id).length,
  };
}

/** Apps have no history in the sandbox; the date is a fixed one. */
const APP_CREATED_AT = "2026-01-01T00:00:00Z";

export function serializeInstallation(world: World, installation: Installation): Schemas["installation"] {
  const app = appById(world.state, installation.appId);
  const account = userById(world.state, installation.accountId);
  return {
    id: installation.id,
    client_id: `Iv1.${app.id}`,
    account: serializeUser(world.baseUrl, account),
    repository_selection: installation.repositoryIds === null ? "all" : "selected",
    access_tokens_url: `${world.baseUrl}/app/installations/${installation.id}/access_tokens`,
    repositories_url: `${world.baseUrl}/installation/repositories`,
    html_url: `${world.baseUrl}/settings/installations/${installation.id}`,
    app_id: app.id,
    app_slug: app.slug,
    target_id: account.id,
    target_type: account.type,
    permissions: { ...installation.permissions },
    events: [...app.events],
    single_file_name: null,
    has_multiple_single_files: false,
    single_file_paths: [],
    created_at: APP_CREATED_AT,
    updated_at: APP_CREATED_AT,
    suspended_by: null,
    suspended_at: installation.suspendedAt ?? null,
  };
}

export function serializeDeliveryItem(delivery: Delivery): Schemas["hook-delivery-item"] {
  return {
    id: delivery.id,
    guid: delivery.guid,
    delivered_at: delivery.deliveredAt,
    redelivery: delivery.redelivery,
    duration: delivery.seconds,
    status: describeStatus(delivery.status),
    status_code: delivery.status,
    event: delivery.event,
    action: delivery.action,
    installation_id: delivery.installationId,
    repository_id: delivery.repositoryId,
    throttled_at: null,
  };
}

export function serializeDelivery(delivery: Delivery, url: string): Schemas["hook-delivery"] {
  return {
    ...serializeDeliveryItem(delivery),
    id: delivery.id,
    installation_id: delivery.installationId,
    repository_id: delivery.repositoryId,
    url,
    request: { headers: { "X-GitHub-Event": delivery.event }, payload: JSON.parse(delivery.body) },
    response: { headers: null, payload: null },
  };
}

function describeStatus(status: number): string {
  if (status === 0) return "failed to connect to host";
  return status < 300 ? "OK" : "Invalid HTTP Response";
}
