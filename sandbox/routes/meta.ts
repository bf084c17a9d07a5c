import type { Route } from "../http/route.ts";

/** Small routes about the service itself. `/rate_limit` is answered from the headers' own counter. */
export const metaRoutes: readonly Route[] = [
  {
    method: "GET",
    path: "/zen",
    needs: "anyone",
    handler: () => ({
      status: 200,
      bytes: Buffer.from("Keep it logically awesome."),
      headers: { "content-type": "text/plain;charset=utf-8" },
    }),
  },
  {
    method: "GET",
    path: "/meta",
    needs: "anyone",
    handler: () => ({ status: 200, body: { verifiable_password_authentication: false } }),
  },
  {
    method: "GET",
    path: "/rate_limit",
    needs: "anyone",
    handler: ({ headers }) => {
      const rate = {
        limit: Number(headers["x-ratelimit-limit"]),
        used: Number(headers["x-ratelimit-used"]),
        remaining: Number(headers["x-ratelimit-remaining"]),
        reset: Number(headers["x-ratelimit-reset"]),
      };
      return { status: 200, body: { resources: { core: rate, search: rate }, rate } };
    },
  },
];
