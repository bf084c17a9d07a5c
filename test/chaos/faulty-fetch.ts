import { bufferedResponse } from "../../sandbox/http/direct.ts";
import type { Course } from "./course.ts";
import type { RequestFault } from "./scenario.ts";

type Kind = RequestFault["kind"];

/** A request of the App and the answer that it got. */
export interface Exchange {
  readonly number: number;
  readonly method: string;
  readonly path: string;
  readonly body: string;
  readonly status: number;
  /** What GitHub answered before anything was done to it. */
  readonly answer: string;
  /** Number of the truth that the answer shows; an older one where it was stale. */
  readonly truth: number;
}

export interface FaultyFetchParts {
  readonly course: Course;
  /** Milliseconds that a request takes, about. */
  readonly pace: number;
  readonly faults: readonly RequestFault[];
  readonly perform: typeof fetch;
  /** Number of the present truth. */
  readonly truth: () => number;
  readonly onExchange: (exchange: Exchange) => void;
  /** The process dies. Whoever asked never hears of it. */
  readonly onKill: () => void;
}

/** For how many requests GitHub answers from an old copy. */
const STALE_REQUESTS = 6;
const LATE_MS = 2_000;
const SECONDARY = "You have exceeded a secondary rate limit.";

interface Kept {
  readonly response: Response;
  readonly truth: number;
}

/** What the App is given as `fetch`: the way to GitHub, with everything that can go wrong on it. */
export class FaultyFetch {
  readonly counts: Record<string, number> = {};
  readonly #parts: FaultyFetchParts;
  readonly #faults: ReadonlyMap<number, Kind>;
  readonly #old = new Map<string, Kept>();
  readonly #pending = new Map<number, string>();
  #number = 0;
  #staleUntil = 0;
  #faulty = true;

  constructor(parts: FaultyFetchParts) {
    this.#parts = parts;
    this.#faults = new Map(parts.faults.map(({ at, kind }) => [at, kind]));
  }

  /** Requests so far. */
  get count(): number {
    return this.#number;
  }

  /** Requests without an answer, for whoever waits in vain. */
  get pending(): readonly string[] {
    return [...this.#pending.values()];
  }

  heal(): void {
    this.#faulty = false;
  }

  readonly fetch: typeof fetch = async (input, init) => {
    this.#number += 1;
    const number = this.#number;
    const request = { input, init, number, url: new URL(input instanceof Request ? input.url : input) };
    const fault = this.#faulty ? this.#faults.get(number) : undefined;
    this.#pending.set(number, `${methodOf(request)} ${request.url.pathname}`);
    if (fault !== undefined) this.#count(fault);
    const { course, pace } = this.#parts;
    const milliseconds = course.around(pace) + (fault === "delay" ? LATE_MS : 0);
    try {
      return await course.work(milliseconds, () =>
        fault === undefined ? this.#plain(request) : this.#break(request, fault),
      );
    } finally {
      this.#pending.delete(number);
    }
  };

  async #break(request: Asked, fault: Kind): Promise<Response> {
    switch (fault) {
      case "never-performed":
        throw new TypeError("fetch failed");
      case "answer-lost":
        await this.#plain(request);
        throw new TypeError("fetch failed");
      case "status-500":
        return refusal(500, "Server Error");
      case "status-502-performed":
        await this.#plain(request);
        return refusal(502, "Bad Gateway");
      case "secondary-403":
        return refusal(403, SECONDARY, { "retry-after": "3" });
      case "secondary-429":
        return refusal(429, SECONDARY, { "retry-after": "20" });
      case "conflict-409":
        return methodOf(request) === "GET" ? await this.#plain(request) : refusal(409, "Conflict");
      case "delay":
        return await this.#plain(request);
      case "stale":
        this.#staleUntil = request.number + STALE_REQUESTS;
        return await this.#plain(request);
      case "short-page":
        return shorten(await this.#plain(request));
      case "cut-body":
        return await cut(await this.#plain(request));
      case "kill-before":
        throw this.#die();
      case "kill-after":
        await this.#plain(request);
        throw this.#die();
    }
  }

  #die(): TypeError {
    this.#parts.onKill();
    return new TypeError("the process is dead");
  }

  async #plain(request: Asked): Promise<Response> {
    const { url, number, init } = request;
    const method = methodOf(request);
    const path = url.pathname + url.search;
    const stale = this.#faulty && number <= this.#staleUntil ? this.#old.get(path) : undefined;
    const kept = method === "GET" ? stale : undefined;
    const truth = kept?.truth ?? this.#parts.truth();
    const response = kept?.response.clone() ?? (await buffer(await this.#parts.perform(request.input, init)));
    if (method === "GET" && kept === undefined) this.#old.set(path, { response: response.clone(), truth });
    const answer = isJson(response) ? await response.clone().text() : "";
    const body = typeof init?.body === "string" ? init.body : "";
    this.#parts.onExchange({ number, method, path, body, status: response.status, answer, truth });
    return response;
  }

  #count(kind: Kind): void {
    this.counts[kind] = (this.counts[kind] ?? 0) + 1;
  }
}

interface Asked {
  readonly input: Parameters<typeof fetch>[0];
  readonly init: RequestInit | undefined;
  readonly number: number;
  readonly url: URL;
}

function isJson({ headers }: Response): boolean {
  return headers.get("content-type")?.includes("json") === true;
}

/**
 * Whole, so that nothing is still on its way when the App has it, and to be read several times: by whoever watches, by the
 * App, and perhaps once more as an old copy. What came over HTTP carries the machine's time, and gets the history's.
 */
export async function buffer(response: Response): Promise<Response> {
  // What has no stream is buffered already.
  if (response.body === null) return response;
  const { status, url } = response;
  const headers = new Headers(response.headers);
  headers.set("date", new Date().toUTCString());
  const bytes = Buffer.from(await response.arrayBuffer());
  if (isJson(response)) return bufferedResponse(bytes, { status, headers, url });
  return Object.defineProperty(new Response(bytes, { status, headers }), "url", { value: url });
}

function methodOf({ init }: Asked): string {
  return init?.method ?? "GET";
}

function refusal(status: number, message: string, headers: Record<string, string> = {}): Response {
  return Response.json({ message }, { status, headers: { ...headers, date: new Date().toUTCString() } });
}

/** Lists whose whole length GitHub tells elsewhere: only these can be recognised as short, and so only these are cut. */
const COUNTED = /\/(check-runs|files|commits|trees\/[0-9a-f]+)(\?|$)/;

async function shorten(response: Response): Promise<Response> {
  if (!response.ok || !COUNTED.test(response.url)) return response;
  const data: unknown = JSON.parse(await response.text());
  return Response.json(shortened(data), { status: response.status, headers: plainHeaders(response) });
}

function shortened(data: unknown): unknown {
  if (Array.isArray(data)) return data.slice(0, Math.floor(data.length / 2));
  if (typeof data !== "object" || data === null) return data;
  if ("check_runs" in data && Array.isArray(data.check_runs)) {
    return { ...data, check_runs: data.check_runs.slice(0, Math.floor(data.check_runs.length / 2)) };
  }
  if ("tree" in data && Array.isArray(data.tree)) {
    return { ...data, truncated: true, tree: data.tree.slice(0, Math.floor(data.tree.length / 2)) };
  }
  return data;
}

/** The connection broke in the middle of the body. */
async function cut(response: Response): Promise<Response> {
  const bytes = await response.arrayBuffer();
  if (bytes.byteLength < 4)
    return new Response(null, { status: response.status, headers: plainHeaders(response) });
  const body = bytes.slice(0, Math.floor(bytes.byteLength / 2));
  return new Response(body, { status: response.status, headers: plainHeaders(response) });
}

function plainHeaders(response: Response): Headers {
  const headers = new Headers(response.headers);
  headers.delete("content-length");
  headers.delete("content-type");
  headers.set("content-type", "application/json; charset=utf-8");
  return headers;
}
