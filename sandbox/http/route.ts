import type { IncomingMessage, ServerResponse } from "node:http";
import type { Level, Permissions, Repository, Role } from "../state/entities.ts";
import type { World } from "../world.ts";

/** Who calls, as the token or JWT says. */
export type Caller =
  | { readonly kind: "anonymous" }
  | { readonly kind: "user"; readonly userId: number }
  | { readonly kind: "app"; readonly appId: number }
  | {
      readonly kind: "installation";
      readonly appId: number;
      readonly installationId: number;
      readonly actorId: number;
      readonly permissions: Permissions;
      /** `null`: every repository of the installation. */
      readonly repositoryIds: readonly number[] | null;
    };

/** One request, authenticated, parsed, and checked for access to the repository it names. */
export interface Call {
  readonly method: string;
  readonly params: Readonly<Record<string, string>>;
  readonly query: URLSearchParams;
  /** The parsed JSON body, `{}` when there was none. */
  readonly body: Readonly<Record<string, unknown>>;
  readonly headers: Readonly<Record<string, string>>;
  readonly caller: Caller;
  /** The request body as it came, for routes that take no JSON. */
  readonly rawBody: Uint8Array;
  readonly world: World;
  /** The repository of `{owner}/{repo}`, already known to be visible to the caller. */
  readonly repository: Repository;
  /** Numeric id of the account that acts: the user, or the App's bot. */
  readonly actorId: number;
}

export interface Reply {
  readonly status: number;
  /** JSON body; left out for 204 and redirects. */
  readonly body?: unknown;
  readonly bytes?: Uint8Array;
  readonly headers?: Readonly<Record<string, string>>;
}

export type Handler = (call: Call) => Reply | Promise<Reply>;

/**
 * A route as GitHub's own description writes it, e.g. `GET /repos/{owner}/{repo}/pulls/{pull_number}`.
 * `{path}`, `{ref}` and `{basehead}` match several segments. `needs` is the permission an installation token must hold
 * (or one of `alternatives`, where GitHub takes several) and the role a user's token must at least have on the
 * repository: `role` where it is given, else read, write or admin as the level says.
 * `metadata`: whoever may see the repository. `app`: an App's JWT. `user`: a user's token. `anyone`: no check.
 */
export interface Route {
  readonly method: "GET" | "POST" | "PUT" | "PATCH" | "DELETE";
  readonly path: string;
  readonly needs:
    | {
        readonly permission: string;
        readonly level: Level;
        readonly role?: Role;
        readonly alternatives?: readonly string[];
      }
    | "metadata"
    | "app"
    | "user"
    | "anyone";
  readonly handler: Handler;
}

/** An answer that GitHub gives as an error; `errors` as in its 422 bodies. */
export class ApiError extends Error {
  readonly status: number;
  readonly errors: readonly unknown[] | undefined;

  constructor(status: number, message: string, errors?: readonly unknown[]) {
    super(message);
    this.status = status;
    this.errors = errors;
  }
}

/**
 * A handler for requests that are no JSON routes (git over HTTP, uploads): asked before the routes, in order; answers
 * false to let the next one try.
 */
export type RawHandler = (
  request: IncomingMessage,
  response: ServerResponse,
  world: World,
) => Promise<boolean> | boolean;

/** A list to be cut into pages by `?per_page=` and `?page=`, with `Link` headers; `wrap` puts it into an envelope. */
export function paged<T, R>(
  call: Call,
  items: readonly T[],
  serialize: (item: T) => R,
  wrap: (page: readonly R[], total: number) => unknown = (page) => page,
): Reply {
  const perPage = clamp(Number(call.query.get("per_page") ?? 30), 1, 100);
  const page = Math.max(1, Number(call.query.get("page") ?? 1) || 1);
  const last = Math.max(1, Math.ceil(items.length / perPage));
  const slice = items.slice((page - 1) * perPage, page * perPage).map(serialize);
  const link = linkHeader(call, page, last);
  return { status: 200, body: wrap(slice, items.length), ...(link === "" ? {} : { headers: { link } }) };
}

function clamp(value: number, low: number, high: number): number {
  return Number.isFinite(value) ? Math.min(high, Math.max(low, Math.trunc(value))) : high;
}

function linkHeader(call: Call, page: number, last: number): string {
  const url = (n: number) => {
    const query = new URLSearchParams(call.query);
    query.set("page", String(n));
    return `<${call.world.baseUrl}${call.headers["x-original-path"] ?? ""}?${query.toString()}>`;
  };
  const parts: string[] = [];
  if (page > 1) parts.push(`${url(page - 1)}; rel="prev"`, `${url(1)}; rel="first"`);
  if (page < last) parts.push(`${url(page + 1)}; rel="next"`, `${url(last)}; rel="last"`);
  return parts.join(", ");
}
