import { hash, timingSafeEqual } from "node:crypto";
import type { MiddlewareHandler } from "hono";

/** Names under which this machine reaches itself. A page of another origin cannot forge the header. */
const LOOPBACK = ["127.0.0.1", "localhost", "[::1]"];

/**
 * Lets only this machine's own programs in that know the token. A web page that is open on this machine is kept out three
 * times: by the `Host` header, which must name loopback (its own name could be made to lead here), by the `Origin`
 * header, which programs do not send, and by the token. No header ever allows another origin to read an answer.
 */
export function guard(token: string): MiddlewareHandler {
  const isRight = matcherOf(token);
  return async (context, next) => {
    const host = (context.req.header("host") ?? "").replace(/:\d+$/, "").toLowerCase();
    if (!LOOPBACK.includes(host) || context.req.header("origin") !== undefined)
      return context.json(
        { error_code: "PERMISSION_DENIED", message: "only programs of this machine may use this server" },
        403,
      );
    if (context.req.path !== "/health" && !isRight(tokenIn(context.req.header("authorization"))))
      return context.json(
        {
          error_code: "UNAUTHENTICATED",
          message: "the token is missing or wrong: set MLFLOW_TRACKING_TOKEN",
        },
        401,
      );
    await next();
    return undefined;
  };
}

/** `Bearer TOKEN`, or Basic with the token as password, as clients send `MLFLOW_TRACKING_PASSWORD`. */
function tokenIn(header = ""): string {
  const [scheme = "", value = ""] = header.split(" ");
  if (scheme.toLowerCase() === "bearer") return value;
  if (scheme.toLowerCase() !== "basic") return "";
  const pair = Buffer.from(value, "base64").toString("utf8");
  return pair.slice(pair.indexOf(":") + 1);
}

/** Takes as long for a wrong token as for the right one. */
function matcherOf(token: string): (given: string) => boolean {
  const digest = (text: string) => hash("sha256", text, "buffer");
  const wanted = digest(token);
  return (given) => timingSafeEqual(digest(given), wanted);
}
