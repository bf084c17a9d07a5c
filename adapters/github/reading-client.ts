import { Octokit } from "@octokit/rest";
import { PedigreeError } from "../../core/errors.ts";

/** GitHub answers within seconds or not at all. */
const REQUEST_TIMEOUT_MS = 30_000;
const READS: ReadonlySet<string> = new Set(["GET", "HEAD"]);

/**
 * A client for whoever only looks, with a person's token. What would change something never leaves it: the same adapters
 * serve the App, which writes, and a token may be allowed to write as well.
 */
export function createReadingClient({ apiUrl, token }: { readonly apiUrl: string; readonly token: string }) {
  const silence = () => {};
  const client = new Octokit({
    baseUrl: apiUrl,
    auth: token,
    log: { debug: silence, info: silence, warn: silence, error: silence },
    request: { fetch: fetchInTime },
  });
  client.hook.before("request", ({ method, url }) => {
    if (READS.has(method)) return;
    throw new PedigreeError("INTERNAL", "a command that only looks was about to change something", {
      subject: `${method} ${url}`,
    });
  });
  return client;
}

const fetchInTime: typeof fetch = (input, init) =>
  fetch(input, { ...init, signal: AbortSignal.timeout(REQUEST_TIMEOUT_MS) });
