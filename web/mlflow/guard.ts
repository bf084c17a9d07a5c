import { hash, timingSafeEqual } from "node:crypto";
import type { FetchHandler } from "./server.ts";

/** Names under which this machine reaches itself. A page of another origin cannot forge the header. */
const LOOPBACK = ["127.0.0.1", "localhost", "[::1]"];

/**
 * Lets only this machine's own programs in that know the token. A web page that is open on this machine is kept out three
 * times: by the `Host` header, which must name loopback (its own name could be made to lead here), by the `Origin`
 * header, which programs do not send, and by the token. No header ever allows another origin to read an answer.
 */
export function guard(token: string, app: FetchHandler): FetchHandler {
  const isRight = matcherOf(token);
  return {
    fetch: (request) => {
      const { headers } = request;
      const host = (headers.get("host") ?? "").replace(/:\d+$/, "").toLowerCase();
      if (!LOOPBACK.includes(host) || headers.has("origin"))
        return refusal(403, "PERMISSION_DENIED", "only programs of this machine may use this server");
      if (!isRight(tokenIn(headers.get("authorization") ?? "")) && !isOpen(request))
        return refusal(401, "UNAUTHENTICATED", "the token is missing or wrong: set MLFLOW_TRACKING_TOKEN");
      return app.fetch(request);
    },
  };
}

function refusal(status: number, errorCode: string, message: string): Response {
  return Response.json({ error_code: errorCode, message }, { status });
}

/** Whoever waits for the server need not know the token yet, nor who looks for pages that it does not have. */
function isOpen({ url }: Request): boolean {
  return ["/health", "/"].includes(new URL(url).pathname);
}

/** `Bearer TOKEN`, or Basic with the token as password, as clients send `MLFLOW_TRACKING_PASSWORD`. */
function tokenIn(header: string): string {
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
