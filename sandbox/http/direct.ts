import { type Asked, wireHeaders } from "./send.ts";
import { describeExchange, pathOf, respond, type ServerParts } from "./server.ts";

/**
 * A `fetch` whose requests to the sandbox's routes never leave the process: the same routes, the same answers, without the
 * price of HTTP. What no route answers by itself (git, pages, uploads, redirects) goes over the wire.
 */
export function createDirectFetch(parts: Omit<ServerParts, "rawHandlers">): typeof fetch {
  return async (input, init = {}) => {
    const url = new URL(input instanceof Request ? input.url : input);
    const method = init.method ?? "GET";
    const isOurs =
      url.origin === parts.world.baseUrl && parts.router.match(method, pathOf(url)) !== undefined;
    const { body = null } = init;
    if (!isOurs || input instanceof Request || (body !== null && typeof body !== "string")) {
      return await fetch(input, init);
    }
    const request: Asked = {
      method,
      url: url.pathname + url.search,
      headers: Object.fromEntries(new Headers(init.headers)),
    };
    const rawBody = Buffer.from(body ?? "");
    // As over the wire, others get their turn between question and answer.
    await turn();
    const { wire, rate } = await respond(parts, request, rawBody);
    parts.onExchange(describeExchange(request, wire, rawBody));
    await turn();
    const leadsElsewhere = wire.status >= 301 && wire.status <= 308 && wire.status !== 304;
    if (leadsElsewhere && method === "GET" && init.redirect !== "manual") return await fetch(input, init);
    const headers = { date: new Date(parts.world.now()).toUTCString(), ...wireHeaders(wire, rate) };
    return bufferedResponse(wire.bytes, { status: wire.status, headers, url: url.href });
  };
}

interface BufferedInit {
  readonly status: number;
  readonly headers: ConstructorParameters<typeof Headers>[0];
  readonly url: string;
}

/** A response whose body is there already: reading it opens no stream, and it may be read again. */
export function bufferedResponse(bytes: Uint8Array, { status, headers, url }: BufferedInit): Response {
  const text = () => Buffer.from(bytes).toString("utf8");
  const parts = {
    url,
    text: async () => text(),
    json: async (): Promise<unknown> => JSON.parse(text()),
    arrayBuffer: async () => Uint8Array.from(bytes).buffer,
    clone: () => bufferedResponse(bytes, { status, headers, url }),
  };
  const bare = new Response(null, { status, ...(headers === undefined ? {} : { headers }) });
  return Object.defineProperties(bare, Object.getOwnPropertyDescriptors(parts));
}

function turn(): Promise<void> {
  return new Promise((resolve) => setImmediate(resolve));
}
