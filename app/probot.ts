import { type Logger, Probot, ProbotOctokit } from "probot";
import { jsonOf } from "../core/json-text.ts";
import type { Delivery } from "../core/ports/inbox.ts";
import type { AppConfig } from "./config.ts";
import type { Self } from "./handlers/event-handler.ts";
import { HANDLERS } from "./handlers/index.ts";
import type { Job } from "./job.ts";

/** GitHub answers within seconds or not at all. */
const REQUEST_TIMEOUT_MS = 30_000;

/**
 * Probot without its throttling and retrying: the one spaces writes by a second, the other repeats a lost
 * compare-and-swap with stale content. Both are done by `GitHubApi`. Only the function form of `defaults` has an
 * effect in Probot 14.
 */
export function createProbot(config: AppConfig, fetcher: typeof fetch, log: Logger | undefined): Probot {
  return new Probot({
    appId: config.appId,
    privateKey: config.privateKey,
    // Never used, for the ingress verifies; but without one Probot would take "development".
    secret: config.webhookSecrets[0],
    baseUrl: config.githubUrl,
    request: { fetch: withWholeTokens(withTimeout(fetcher)) },
    logLevel: config.logLevel,
    logFormat: "json",
    ...(log === undefined ? {} : { log }),
    Octokit: ProbotOctokit.defaults((options: object) => ({
      ...options,
      throttle: { enabled: false },
      retry: { enabled: false },
    })),
  });
}

/** Hands a delivery to Probot's handlers and returns the jobs that they asked for. */
export type Dispatch = (delivery: Delivery) => Promise<readonly Job[]>;

/**
 * Binds every handler to its event. A handler only says what to do; who does it, and what happens when it fails, is
 * the worker's business: Probot would log the whole payload.
 */
export function bindHandlers(probot: Probot, self: Self): Dispatch {
  const asked = new Map<string, Job[]>();
  for (const handler of HANDLERS) {
    probot.on(handler.event, (context) => {
      asked.get(context.id)?.push(...handler.jobs(context.payload, self));
    });
  }
  return async ({ id, event, body }) => {
    const name = HANDLERS.find((handler) => handler.event === event)?.event;
    if (name === undefined) return [];
    const jobs: Job[] = [];
    asked.set(id, jobs);
    try {
      await probot.receive({ id, name, payload: JSON.parse(body) });
      return jobs;
    } finally {
      asked.delete(id);
    }
  };
}

/**
 * Octokit takes an answer that broke off for a text. Elsewhere `GitHubApi` sees that; but half a token would be kept by what
 * signs the requests, and be refused until it is forgotten.
 */
function withWholeTokens(fetcher: typeof fetch): typeof fetch {
  return async (input, init) => {
    const response = await fetcher(input, init);
    const url = input instanceof Request ? input.url : String(input);
    if (!response.ok || !url.endsWith("/access_tokens")) return response;
    const { status, headers } = response;
    const text = await response.text();
    if (jsonOf(text) === undefined) throw new TypeError("the answer with a token broke off");
    return new Response(text, { status, headers });
  };
}

function withTimeout(fetcher: typeof fetch): typeof fetch {
  return (input, init) => {
    const timeout = AbortSignal.timeout(REQUEST_TIMEOUT_MS);
    const signal = init?.signal ? AbortSignal.any([init.signal, timeout]) : timeout;
    return fetcher(input, { ...init, signal });
  };
}
