import { PedigreeError } from "../../core/errors.ts";

/**
 * The one method of an Octokit that small readers need, so that the Action's bundle carries no generated methods.
 * `@octokit/core`, `@octokit/rest` and Probot's Octokit all are one.
 */
export interface GitHubClient {
  request(route: string, parameters?: Record<string, unknown>): Promise<GitHubResponse>;
}

export interface GitHubResponse {
  readonly status: number;
  readonly data: unknown;
  readonly headers: Readonly<Record<string, string | number | undefined>>;
}

/** A training job must not wait for a comment: no request takes longer. */
const TIMEOUT_MS = 30_000;

/** The client with a limit of time for each request. */
export function withTimeout(client: GitHubClient, milliseconds: number = TIMEOUT_MS): GitHubClient {
  return {
    request: (route, parameters = {}) => {
      const given = typeof parameters.request === "object" ? parameters.request : {};
      const request = { ...given, signal: AbortSignal.timeout(milliseconds) };
      return client.request(route, { ...parameters, request });
    },
  };
}

/** HTTP status of an error that an Octokit raised; 0 when no answer came. */
export function statusOf(error: unknown): number {
  const status = typeof error === "object" && error !== null && "status" in error ? error.status : 0;
  // Octokit reports trouble of the network as status 500 with a cause.
  return typeof status === "number" ? status : 0;
}

/** Makes an Octokit's error one of ours: what was asked, and GitHub's own words. No address, no token, no body. */
export function remoteError(what: string, subject: string, cause: unknown): PedigreeError {
  if (cause instanceof PedigreeError) return cause;
  const status = statusOf(cause);
  const code = status >= 400 && status < 500 ? "REMOTE_REFUSED" : "REMOTE_UNAVAILABLE";
  const words = cause instanceof Error ? cause.message.slice(0, 200) : "no answer";
  return new PedigreeError(code, what, {
    subject,
    found: status === 0 ? words : `HTTP status ${status} (${words})`,
    cause,
    ...(status === 403 ? { remedy: "check the permissions of the token" } : {}),
  });
}
