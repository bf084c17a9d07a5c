import { createHash } from "node:crypto";

/** Requests an hour that GitHub grants a user's or an installation's token. */
export const HOURLY_REQUESTS = 5000;
const WINDOW_SECONDS = 3600;

export interface RateLimit {
  readonly limit: number;
  readonly remaining: number;
  readonly used: number;
  /** Epoch seconds at which the window ends. */
  readonly reset: number;
}

/** Counts requests per token in fixed windows of an hour, as GitHub's primary limit does. */
export interface RateLimiter {
  /** The budget of a caller without spending anything. */
  peek(authorization: string, nowSeconds: number): RateLimit;
  /** Spends one request. */
  spend(authorization: string, nowSeconds: number): RateLimit;
}

export function createRateLimiter(limit: number): RateLimiter {
  const windows = new Map<string, { used: number; reset: number }>();
  const windowOf = (authorization: string, now: number): { used: number; reset: number } => {
    // The key is a digest: no token lives longer in memory than its own entry of the state.
    const key = createHash("sha256").update(authorization).digest("base64");
    const current = windows.get(key);
    if (current !== undefined && current.reset > now) return current;
    const fresh = { used: 0, reset: Math.floor(now) + WINDOW_SECONDS };
    windows.set(key, fresh);
    return fresh;
  };
  const describe = ({ used, reset }: { used: number; reset: number }): RateLimit => ({
    limit,
    used,
    remaining: Math.max(0, limit - used),
    reset,
  });
  return {
    peek: (authorization, now) => describe(windowOf(authorization, now)),
    spend(authorization, now) {
      const window = windowOf(authorization, now);
      window.used += 1;
      return describe(window);
    },
  };
}

export function rateLimitHeaders(rate: RateLimit): Record<string, string> {
  return {
    "x-ratelimit-limit": String(rate.limit),
    "x-ratelimit-remaining": String(rate.remaining),
    "x-ratelimit-used": String(rate.used),
    "x-ratelimit-reset": String(rate.reset),
    "x-ratelimit-resource": "core",
  };
}
