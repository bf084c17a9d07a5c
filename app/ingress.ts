import type { IncomingMessage, RequestListener, ServerResponse } from "node:http";
import { z } from "zod";
import { jsonOf } from "../core/json-text.ts";
import type { Inbox } from "../core/ports/inbox.ts";
import { type BodyReader, MAX_BODY_BYTES } from "./read-body.ts";
import { isSigned } from "./signature.ts";

export interface IngressOptions {
  readonly path: string;
  readonly secrets: readonly string[];
  readonly inbox: Inbox;
  readonly bodies: BodyReader;
  /** `unknown` for an event that nobody handles, `misfit` when the payload is not of this event's form. */
  readonly judge: (event: string, payload: unknown) => "handled" | "unknown" | "misfit";
  readonly onAccepted: () => void;
  readonly onTrouble: (error: unknown) => void;
  readonly isReady: () => boolean;
  /** How many registries are not looked after, for whoever watches the App; their names are nobody's business. */
  readonly lapsed?: () => number;
}

/** What is told to the caller: a status and a word. Why exactly is nobody's business but the log's. */
interface Answer {
  readonly status: number;
  readonly word: string;
  /** The rest of the body is not read, so the connection cannot be used again. */
  readonly close?: boolean;
}

const DELIVERY = /^[0-9A-Za-z-]{1,64}$/;
const EVENT = /^[a-z_]{1,64}$/;

/**
 * Stands before Probot, which would buffer a body of any size before it looks at the signature. A delivery that is
 * signed, of its event's form and new is written to the inbox and answered at once; GitHub waits 10 s at most.
 */
export function createIngress(options: IngressOptions): RequestListener {
  return (request, response) => {
    answer(request, options).then(
      (result) => send(response, result),
      (error: unknown) => {
        options.onTrouble(error);
        send(response, { status: 500, word: "error", close: true });
      },
    );
  };
}

async function answer(request: IncomingMessage, options: IngressOptions): Promise<Answer> {
  const path = (request.url ?? "").split("?")[0];
  if (path === "/health" && request.method === "GET") return { status: 200, word: "ok" };
  if (path === "/ready" && request.method === "GET") {
    return options.isReady() ? { status: 200, word: readyWord(options) } : { status: 503, word: "not ready" };
  }
  if (path !== options.path) return { status: 404, word: "not found", close: true };
  if (request.method !== "POST") return { status: 405, word: "method not allowed", close: true };
  const headers = readHeaders(request);
  if (headers === undefined) return { status: 400, word: "bad request", close: true };
  if (!/^application\/json\b/i.test(request.headers["content-type"] ?? "")) {
    return { status: 415, word: "unsupported media type", close: true };
  }
  return await receive(request, headers, options);
}

/** Still 200: the App does what it can, and to be started anew would help nobody. */
function readyWord({ lapsed }: IngressOptions): string {
  const count = lapsed?.() ?? 0;
  return count === 0 ? "ready" : `ready, not enforcing ${count} ${count === 1 ? "registry" : "registries"}`;
}

interface DeliveryHeaders {
  readonly id: string;
  readonly event: string;
  readonly signature: string;
}

function readHeaders(request: IncomingMessage): DeliveryHeaders | undefined {
  const id = request.headers["x-github-delivery"];
  const event = request.headers["x-github-event"];
  const signature = request.headers["x-hub-signature-256"];
  if (typeof id !== "string" || !DELIVERY.test(id)) return undefined;
  if (typeof event !== "string" || !EVENT.test(event)) return undefined;
  if (typeof signature !== "string") return undefined;
  return { id, event, signature };
}

const REFUSALS: Readonly<Record<"too-large" | "busy" | "broken", Answer>> = {
  "too-large": { status: 413, word: `at most ${MAX_BODY_BYTES} bytes`, close: true },
  busy: { status: 503, word: "busy", close: true },
  broken: { status: 400, word: "bad request", close: true },
};

async function receive(
  request: IncomingMessage,
  headers: DeliveryHeaders,
  options: IngressOptions,
): Promise<Answer> {
  const body = await options.bodies.read(request);
  if (body.kind !== "whole") return REFUSALS[body.kind];
  if (!isSigned(body.bytes, headers.signature, options.secrets)) return { status: 401, word: "unauthorized" };
  const text = body.bytes.toString("utf8");
  const payload = jsonOf(text);
  if (payload === undefined) return { status: 400, word: "bad request" };
  const verdict = options.judge(headers.event, payload);
  if (verdict === "misfit") return { status: 422, word: "payload does not fit the event" };
  if (verdict === "unknown") return { status: 202, word: "ignored" };
  const accepted = await options.inbox.accept({
    id: headers.id,
    event: headers.event,
    body: text,
    ...sourceOf(payload),
  });
  if (accepted === "duplicate") return { status: 202, word: "duplicate" };
  options.onAccepted();
  return { status: 202, word: "accepted" };
}

const sourceSchema = z.looseObject({ installation: z.looseObject({ id: z.int() }).optional() });

/** The installation: the account that installed the App, with all of its repositories. */
function sourceOf(payload: unknown): { readonly source?: string } {
  const parsed = sourceSchema.safeParse(payload);
  const id = parsed.data?.installation?.id;
  return id === undefined ? {} : { source: String(id) };
}

function send(response: ServerResponse, { status, word, close }: Answer): void {
  if (response.headersSent || response.destroyed) return;
  if (close === true) response.setHeader("connection", "close");
  response.writeHead(status, {
    "content-type": "text/plain; charset=utf-8",
    "x-content-type-options": "nosniff",
  });
  response.end(`${word}\n`);
}
