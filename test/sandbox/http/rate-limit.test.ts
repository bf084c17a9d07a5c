import { expect, test } from "vitest";
import { createRateLimiter } from "../../../sandbox/http/rate-limit.ts";

test("each token has its own window of an hour, which begins with its first request", () => {
  const limiter = createRateLimiter(3);
  expect(limiter.spend("a", 100)).toEqual({ limit: 3, used: 1, remaining: 2, reset: 3700 });
  expect(limiter.peek("a", 200)).toMatchObject({ used: 1 });
  for (let i = 0; i < 5; i++) limiter.spend("a", 200);
  expect(limiter.peek("a", 3699)).toMatchObject({ used: 6, remaining: 0 });
  expect(limiter.peek("b", 300)).toEqual({ limit: 3, used: 0, remaining: 3, reset: 3900 });
  expect(limiter.peek("a", 3700)).toMatchObject({ used: 0, remaining: 3 });
});
