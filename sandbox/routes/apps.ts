import { randomBytes } from "node:crypto";
import { isInstalledOn, isSuspended, SUSPENDED } from "../http/authorize.ts";
import { ApiError, type Call, type Caller, paged, type Reply, type Route } from "../http/route.ts";
import {
  serializeApp,
  serializeDelivery,
  serializeDeliveryItem,
  serializeInstallation,
} from "../serialize/app.ts";
import { serializeRepositoryEmbedded } from "../serialize/repository.ts";
import { permits } from "../state/access.ts";
import type { Delivery, Installation, Level, Permissions } from "../state/entities.ts";
import { appById, findUser, installationFor, repositoryById } from "../state/find.ts";

/** Installation tokens last an hour. */
const TOKEN_SECONDS = 3600;

export const appRoutes: readonly Route[] = [
  { method: "GET", path: "/app", needs: "app", handler: getApp },
  { method: "GET", path: "/apps/{app_slug}", needs: "anyone", handler: getAppBySlug },
  { method: "GET", path: "/app/installations", needs: "app", handler: listInstallations },
  { method: "GET", path: "/app/installations/{installation_id}", needs: "app", handler: getInstallation },
  {
    method: "POST",
    path: "/app/installations/{installation_id}/access_tokens",
    needs: "app",
    handler: createToken,
  },
  { method: "GET", path: "/repos/{owner}/{repo}/installation", needs: "app", handler: getRepoInstallation },
  { method: "GET", path: "/orgs/{org}/installation", needs: "app", handler: getAccountInstallation("org") },
  {
    method: "GET",
    path: "/users/{username}/installation",
    needs: "app",
    handler: getAccountInstallation("username"),
  },
  { method: "GET", path: "/installation/repositories", needs: "anyone", handler: listRepositories },
  { method: "DELETE", path: "/installation/token", needs: "anyone", handler: revokeToken },
  { method: "GET", path: "/app/hook/config", needs: "app", handler: getHookConfig },
  { method: "GET", path: "/app/hook/deliveries", needs: "app", handler: listDeliveries },
  { method: "GET", path: "/app/hook/deliveries/{delivery_id}", needs: "app", handler: getDelivery },
  {
    method: "POST",
    path: "/app/hook/deliveries/{delivery_id}/attempts",
    needs: "app",
    handler: redeliver,
  },
];

function getApp({ world, caller }: Call): Reply {
  return { status: 200, body: serializeApp(world, appById(world.state, appIdOf(caller))) };
}

function getAppBySlug({ world, params }: Call): Reply {
  const app = world.state.apps.find(({ slug }) => slug === params.app_slug);
  if (app === undefined) throw new ApiError(404, "Not Found");
  return { status: 200, body: serializeApp(world, app) };
}

function listInstallations(call: Call): Reply {
  const appId = appIdOf(call.caller);
  const own = call.world.state.installations.filter((installation) => installation.appId === appId);
  return paged(call, own, (installation) => serializeInstallation(call.world, installation));
}

function getInstallation(call: Call): Reply {
  return { status: 200, body: serializeInstallation(call.world, ownInstallation(call)) };
}

function getRepoInstallation({ world, caller, repository }: Call): Reply {
  const app = appById(world.state, appIdOf(caller));
  const installation = installationFor(world.state, app, repository);
  if (installation === undefined) throw new ApiError(404, "Not Found");
  return { status: 200, body: serializeInstallation(world, installation) };
}

function getAccountInstallation(parameter: "org" | "username") {
  return ({ world, caller, params }: Call): Reply => {
    const accountId = findUser(world.state, params[parameter] ?? "")?.id;
    const appId = appIdOf(caller);
    const installation = world.state.installations.find(
      (candidate) => candidate.appId === appId && candidate.accountId === accountId,
    );
    if (installation === undefined) throw new ApiError(404, "Not Found");
    return { status: 200, body: serializeInstallation(world, installation) };
  };
}

function createToken(call: Call): Reply {
  const { world, body } = call;
  const installation = ownInstallation(call);
  if (isSuspended(installation)) throw new ApiError(403, SUSPENDED);
  const app = appById(world.state, installation.appId);
  const permissions = narrowPermissions(installation.permissions, body.permissions);
  const repositoryIds = narrowRepositories(call, installation);
  const expires = new Date(Date.parse(world.now()) + TOKEN_SECONDS * 1000);
  const expiresAt = expires.toISOString().replace(/\.\d+Z$/, "Z");
  const token = `ghs_${randomBytes(27).toString("base64url").replace(/[-_]/g, "0")}`;
  const grant = { installationId: installation.id, appId: app.id, actorId: app.botId };
  world.state.tokens[token] = { kind: "installation", ...grant, permissions, repositoryIds, expiresAt };
  world.save();
  return {
    status: 201,
    body: {
      token,
      expires_at: expiresAt,
      permissions,
      repository_selection: repositoryIds === null ? "all" : "selected",
      ...(body.repositories === undefined && body.repository_ids === undefined
        ? {}
        : {
            repositories: (repositoryIds ?? []).map((id) =>
              serializeRepositoryEmbedded(world, repositoryById(world.state, id)),
            ),
          }),
    },
  };
}

/** A token never holds more than the installation was granted. */
function narrowPermissions(granted: Permissions, asked: unknown): Permissions {
  if (asked === undefined || asked === null || typeof asked !== "object") return granted;
  const wanted: [string, Level][] = [];
  for (const [name, level] of Object.entries(asked)) {
    const isLevel = level === "read" || level === "write" || level === "admin";
    if (!isLevel || !permits(granted, name, level)) {
      throw new ApiError(422, "The permissions requested are not granted to this installation.");
    }
    wanted.push([name, level]);
  }
  return { metadata: "read", ...Object.fromEntries(wanted) };
}

function narrowRepositories({ world, body }: Call, installation: Installation): readonly number[] | null {
  const isCovered = (id: number): boolean => {
    const repository = world.state.repositories.find((candidate) => candidate.id === id);
    if (repository === undefined || repository.ownerId !== installation.accountId) return false;
    return installation.repositoryIds === null || installation.repositoryIds.includes(id);
  };
  const names = listOf(body.repositories).map(
    (name) =>
      world.state.repositories.find(
        (repository) => repository.ownerId === installation.accountId && repository.name === name,
      )?.id ?? 0,
  );
  const ids = [...listOf(body.repository_ids).map(Number), ...names];
  if (body.repositories === undefined && body.repository_ids === undefined) return installation.repositoryIds;
  if (ids.length === 0 || !ids.every(isCovered)) {
    throw new ApiError(
      422,
      "There is at least one repository that does not exist or is not accessible to the parent installation.",
    );
  }
  return [...new Set(ids)];
}

function listRepositories(call: Call): Reply {
  const { caller, world } = call;
  if (caller.kind !== "installation") throw new ApiError(403, "Resource not accessible by integration");
  const covered = world.state.repositories.filter((repository) =>
    isInstalledOn(world.state, caller, repository),
  );
  return paged(
    call,
    covered,
    (repository) => serializeRepositoryEmbedded(world, repository),
    (repositories, total_count) => ({ total_count, repository_selection: "selected", repositories }),
  );
}

function revokeToken({ world, caller, headers }: Call): Reply {
  if (caller.kind !== "installation") throw new ApiError(403, "Resource not accessible by integration");
  const token = (headers.authorization ?? "").split(" ")[1] ?? "";
  delete world.state.tokens[token];
  world.save();
  return { status: 204 };
}

function getHookConfig({ world, caller }: Call): Reply {
  const { webhook } = appById(world.state, appIdOf(caller));
  return {
    status: 200,
    body: { content_type: "json", insecure_ssl: "0", secret: "********", url: webhook?.url ?? "" },
  };
}

/** Newest first, by a cursor that stands for the last one shown: a list that grows at its head has no pages. */
function listDeliveries(call: Call): Reply {
  const appId = appIdOf(call.caller);
  const { query, world } = call;
  const before = query.get("cursor") === null ? Number.POSITIVE_INFINITY : Number(query.get("cursor"));
  const perPage = Math.min(100, Math.max(1, Number(query.get("per_page") ?? 30)));
  const rest = world.state.deliveries.filter((item) => item.appId === appId && item.id < before).reverse();
  const page = rest.slice(0, perPage);
  const last = page.at(-1);
  const body = page.map(serializeDeliveryItem);
  if (last === undefined || rest.length === page.length) return { status: 200, body };
  const next = `${world.baseUrl}/app/hook/deliveries?per_page=${perPage}&cursor=${last.id}`;
  return { status: 200, body, headers: { link: `<${next}>; rel="next"` } };
}

function getDelivery(call: Call): Reply {
  const app = appById(call.world.state, appIdOf(call.caller));
  return { status: 200, body: serializeDelivery(ownDelivery(call), app.webhook?.url ?? "") };
}

function redeliver(call: Call): Reply {
  call.world.redeliver(ownDelivery(call));
  return { status: 202, body: {} };
}

function ownDelivery({ world, caller, params }: Call): Delivery {
  const id = Number(params.delivery_id);
  const appId = appIdOf(caller);
  const delivery = world.state.deliveries.find((item) => item.id === id && item.appId === appId);
  if (delivery === undefined) throw new ApiError(404, "Not Found");
  return delivery;
}

function ownInstallation({ world, caller, params }: Call): Installation {
  const id = Number(params.installation_id);
  const appId = appIdOf(caller);
  const installation = world.state.installations.find((item) => item.id === id && item.appId === appId);
  if (installation === undefined) throw new ApiError(404, "Not Found");
  return installation;
}

function appIdOf(caller: Caller): number {
  if (caller.kind !== "app") throw new ApiError(401, "A JSON web token could not be decoded");
  return caller.appId;
}

function listOf(value: unknown): readonly unknown[] {
  return Array.isArray(value) ? value : [];
}
