import type { IncomingMessage, RequestListener, ServerResponse } from "node:http";
import type { Repository } from "../state/entities.ts";
import type { World } from "../world.ts";
import { actorOf, authenticate } from "./authenticate.ts";
import { authorize, visibleRepository } from "./authorize.ts";
import { type RateLimit, type RateLimiter, rateLimitHeaders } from "./rate-limit.ts";
import { parseBody, readBody } from "./read-body.ts";
import { ApiError, type Call, type Caller, type RawHandler, type Reply } from "./route.ts";
import type { Match, Router } from "./router.ts";
import { type Asked, encodeReply, replyForError, sendWire, type Wire } from "./send.ts";

/** One finished request and its answer, for whoever watches the interface. Git and uploads are not among them. */
export interface Exchange {
  readonly request: {
    readonly method: string;
    readonly url: string;
    readonly body?: string | undefined;
    /** The header, so that a watcher can tell whose request it is. */
    readonly authorization?: string | undefined;
  };
  readonly response: {
    readonly status: number;
    readonly contentType?: string | undefined;
    readonly body?: string | undefined;
  };
}

export interface ServerParts {
  readonly world: World;
  readonly router: Router;
  readonly rawHandlers: readonly RawHandler[];
  readonly limiter: RateLimiter;
  readonly onExchange: (exchange: Exchange) => void;
}

type Answering = Pick<ServerParts, "world" | "router" | "limiter">;

/** Answers every request: the raw handlers first, then GitHub's REST routes, at `/` and at `/api/v3`. */
export function createListener(parts: ServerParts): RequestListener {
  return (request, response) => {
    serve(parts, request, response).catch((error: unknown) => {
      if (!response.headersSent) response.writeHead(500);
      if (!response.writableEnded) response.end(error instanceof Error ? error.message : undefined);
    });
  };
}

async function serve(parts: ServerParts, request: IncomingMessage, response: ServerResponse): Promise<void> {
  for (const handler of parts.rawHandlers) {
    if (await handler(request, response, parts.world)) return;
  }
  const rawBody = await readBody(request).catch((error: unknown) => error);
  const { wire, rate } = await respond(parts, request, rawBody);
  sendWire(request, response, { wire, rate });
  parts.onExchange(describeExchange(request, wire, rawBody));
}

/** The answer of a route, however the request came. `rawBody` is its bytes, or what went wrong while they were read. */
export async function respond(
  parts: Answering,
  request: Asked,
  rawBody: unknown,
): Promise<{ wire: Wire; rate: RateLimit }> {
  const url = new URL(request.url ?? "/", parts.world.baseUrl);
  const wire = encodeReply(request, await answer(parts, request, { url, path: pathOf(url), rawBody }));
  return { wire, rate: spend(parts, request, wire) };
}

/** The path without the prefix that GitHub Enterprise Server puts before it. */
export function pathOf({ pathname }: URL): string {
  return pathname.replace(/^\/api\/v3(?=\/|$)/, "") || "/";
}

/** Bodies that are no JSON are shown only when they are short: nobody looks into them. */
const MAX_SHOWN_BYTES = 1024;

export function describeExchange(request: Asked, wire: Wire, rawBody: unknown): Exchange {
  const contentType = wire.headers["content-type"];
  const isJson = contentType?.startsWith("application/json") === true;
  return {
    request: {
      method: request.method ?? "GET",
      url: request.url ?? "/",
      authorization: request.headers.authorization,
      body: rawBody instanceof Uint8Array ? Buffer.from(rawBody).toString("utf8") : undefined,
    },
    response: {
      status: wire.status,
      contentType,
      body:
        isJson || wire.bytes.byteLength < MAX_SHOWN_BYTES ? Buffer.from(wire.bytes).toString("utf8") : "…",
    },
  };
}

interface Incoming {
  readonly url: URL;
  readonly path: string;
  /** The bytes, or what went wrong while they were read. */
  readonly rawBody: unknown;
}

async function answer(parts: Answering, request: Asked, incoming: Incoming): Promise<Reply> {
  try {
    if (!(incoming.rawBody instanceof Uint8Array)) throw incoming.rawBody;
    const caller = authenticate(parts.world, request.headers.authorization);
    const rate = budget(parts, request);
    if (rate.remaining === 0) throw new ApiError(403, "API rate limit exceeded for this token.");
    const method = request.method === "HEAD" ? "GET" : (request.method ?? "GET");
    const match = parts.router.match(method, incoming.path);
    if (match === undefined) throw new ApiError(404, "Not Found");
    return await dispatch(parts.world, { match, caller, incoming, request, rate, rawBody: incoming.rawBody });
  } catch (error) {
    return replyForError(error);
  }
}

interface Dispatch {
  readonly match: Match;
  readonly caller: Caller;
  readonly incoming: Incoming;
  readonly request: Asked;
  readonly rawBody: Uint8Array;
  readonly rate: RateLimit;
}

async function dispatch(
  world: World,
  { match, caller, incoming, request, rawBody, rate }: Dispatch,
): Promise<Reply> {
  const { route, params } = match;
  const { owner, repo } = params;
  const repository =
    owner === undefined || repo === undefined
      ? undefined
      : visibleRepository(world.state, caller, { owner, repo });
  authorize(world.state, { route, caller, repository });
  const call: Omit<Call, "repository"> = {
    method: route.method,
    params,
    query: incoming.url.searchParams,
    body: parseBody(rawBody),
    headers: { ...flatten(request), ...rateLimitHeaders(rate), "x-original-path": incoming.url.pathname },
    rawBody,
    caller,
    world,
    actorId: actorOf(caller),
  };
  return route.handler(withRepository(call, repository));
}

/** Routes without `{owner}/{repo}` never look at the repository; one that does is a defect, and says so. */
function withRepository(call: Omit<Call, "repository">, repository: Repository | undefined): Call {
  return {
    ...call,
    get repository(): Repository {
      if (repository === undefined) throw new Error("this route names no repository");
      return repository;
    },
  };
}

function spend(parts: Answering, request: Asked, wire: Wire): RateLimit {
  // Answers from the caller's own cache are free, and so is asking for the budget.
  if (wire.status === 304 || request.url?.endsWith("/rate_limit") === true) return budget(parts, request);
  return parts.limiter.spend(request.headers.authorization ?? "", nowSeconds(parts.world));
}

function budget(parts: Answering, request: Asked): RateLimit {
  return parts.limiter.peek(request.headers.authorization ?? "", nowSeconds(parts.world));
}

function nowSeconds(world: World): number {
  return Date.parse(world.now()) / 1000;
}

function flatten(request: Asked): Record<string, string> {
  return Object.fromEntries(
    Object.entries(request.headers).map(([name, value]) => [
      name,
      Array.isArray(value) ? value.join(", ") : (value ?? ""),
    ]),
  );
}
