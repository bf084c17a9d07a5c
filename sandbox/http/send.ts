import { createHash, randomUUID } from "node:crypto";
import type { IncomingHttpHeaders, IncomingMessage, ServerResponse } from "node:http";
import { type RateLimit, rateLimitHeaders } from "./rate-limit.ts";
import { ApiError, type Reply } from "./route.ts";

const DOCUMENTATION = "https://docs.github.com/rest";

/** An answer as it goes over the wire. */
export interface Wire {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly bytes: Uint8Array;
}

/** What an answer hangs on beside the body: a request over HTTP is one, and so is one that never left the process. */
export interface Asked {
  readonly method?: string | undefined;
  readonly url?: string | undefined;
  readonly headers: IncomingHttpHeaders;
}

/** GitHub's error body for anything that a handler threw; what is no ApiError is a defect of the sandbox. */
export function replyForError(error: unknown): Reply {
  const known = error instanceof ApiError ? error : new ApiError(500, describeDefect(error));
  return {
    status: known.status,
    body: {
      message: known.message,
      ...(known.errors === undefined ? {} : { errors: known.errors }),
      documentation_url: DOCUMENTATION,
      status: String(known.status),
    },
  };
}

/** Turns a reply into bytes with a weak entity tag; a GET whose tag the caller already holds becomes 304. */
export function encodeReply(request: Asked, reply: Reply): Wire {
  const bytes = reply.bytes ?? (reply.body === undefined ? new Uint8Array() : encodeJson(reply.body));
  const headers: Record<string, string> = { ...reply.headers };
  if (reply.body !== undefined) headers["content-type"] ??= "application/json; charset=utf-8";
  if (request.method !== "GET" || reply.status !== 200) return { status: reply.status, headers, bytes };
  const tag = `W/"${createHash("sha256").update(bytes).digest("hex")}"`;
  headers.etag = tag;
  headers["cache-control"] = "private, max-age=60, s-maxage=60";
  if (!matchesTag(request.headers["if-none-match"], tag)) return { status: 200, headers, bytes };
  return { status: 304, headers, bytes: new Uint8Array() };
}

export function sendWire(
  request: IncomingMessage,
  response: ServerResponse,
  { wire, rate }: { wire: Wire; rate: RateLimit },
): void {
  response.writeHead(wire.status, wireHeaders(wire, rate));
  response.end(request.method === "HEAD" ? undefined : wire.bytes);
}

/** All headers of an answer but those that HTTP itself adds. */
export function wireHeaders(wire: Wire, rate: RateLimit): Record<string, string> {
  return {
    ...rateLimitHeaders(rate),
    ...wire.headers,
    "x-github-request-id": randomUUID().toUpperCase(),
    "x-github-media-type": "github.v3; format=json",
    "x-github-api-version-selected": "2022-11-28",
    ...(wire.status === 204 || wire.status === 304 ? {} : { "content-length": `${wire.bytes.byteLength}` }),
  };
}

function matchesTag(header: string | undefined, tag: string): boolean {
  const opaque = (text: string): string => text.trim().replace(/^W\//, "");
  return (header ?? "").split(",").some((held) => opaque(held) === opaque(tag));
}

function encodeJson(body: unknown): Uint8Array {
  return Buffer.from(JSON.stringify(body));
}

function describeDefect(error: unknown): string {
  return `Server Error: ${error instanceof Error ? (error.stack ?? error.message) : String(error)}`;
}
