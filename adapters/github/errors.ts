import { PedigreeError } from "../../core/errors.ts";

/** Octokit's error, known by its form: several copies of its class may be installed side by side. */
interface HttpError extends Error {
  readonly status: number;
  /** Absent when GitHub never answered. */
  readonly response?: { readonly headers: Readonly<Record<string, string | number | undefined>> };
}

/** GitHub's answer broke off, so that what it says is not known; a write may have been performed. */
class CutAnswer extends Error {
  constructor(status: number) {
    super(`the answer with status ${status} broke off`);
    this.name = "CutAnswer";
  }
}

/**
 * Octokit hands over the text as it is where JSON cannot be parsed, and nothing where the connection broke off within the
 * answer, as if all were well. Taken for what was asked for, its missing fields would be believed and remembered.
 */
export function requireWhole(answer: unknown): void {
  if (!isAnswer(answer) || answer.status === 204 || answer.status === 205) return;
  const type = answer.headers["content-type"];
  const isJson = typeof type === "string" && type.startsWith("application/json");
  if (isJson && (answer.data === undefined || typeof answer.data === "string"))
    throw new CutAnswer(answer.status);
}

interface Answer {
  readonly status: number;
  readonly headers: Readonly<Record<string, unknown>>;
  readonly data: unknown;
}

function isAnswer(answer: unknown): answer is Answer {
  return typeof answer === "object" && answer !== null && "status" in answer && "headers" in answer;
}

function isHttpError(error: unknown): error is HttpError {
  return error instanceof Error && error.name === "HttpError" && "status" in error;
}

/** HTTP status of GitHub's answer, also when the error was translated already; undefined without an answer. */
export function statusOf(error: unknown): number | undefined {
  const cause = error instanceof PedigreeError ? error.details.cause : error;
  return isHttpError(cause) && cause.response !== undefined ? cause.status : undefined;
}

/** GitHub's own words, e.g. `Update is not a fast forward`. */
export function remoteMessage(error: unknown): string {
  const cause = error instanceof PedigreeError ? error.details.cause : error;
  return cause instanceof Error ? cause.message : "";
}

/**
 * How long to leave GitHub alone, in milliseconds, when it refused a request for its rate limits; undefined for
 * any other error. Secondary limits come as 403 or 429; without `retry-after` GitHub asks for a minute.
 * https://docs.github.com/rest/using-the-rest-api/rate-limits-for-the-rest-api
 */
export function rateLimitPause(error: unknown, now: number): number | undefined {
  if (!isHttpError(error) || (error.status !== 403 && error.status !== 429)) return undefined;
  const headers = error.response?.headers ?? {};
  const after = Number(headers["retry-after"]);
  if (headers["retry-after"] !== undefined && Number.isFinite(after)) return Math.max(0, after) * 1_000;
  if (String(headers["x-ratelimit-remaining"]) === "0") {
    return Math.max(1_000, Number(headers["x-ratelimit-reset"] ?? 0) * 1_000 - now);
  }
  const limited = error.status === 429 || /secondary rate limit/i.test(error.message);
  return limited ? 60_000 : undefined;
}

/** GitHub did not answer, or answered that it is in trouble: the same request may work a moment later. */
export function isUnavailable(error: unknown): boolean {
  if (error instanceof CutAnswer) return true;
  if (!isHttpError(error)) return error instanceof Error && error.name === "AbortError";
  return error.response === undefined || error.status >= 500;
}

/** What an App asks with, in words. */
const APP_KEY = "the App's id and private key";

/**
 * An error of Octokit as one of Pedigree's. `subject` says what was asked for and `credential` what with, in words: the
 * latter is to be checked where GitHub does not accept it.
 */
export function translateError(subject: string, error: unknown, credential = APP_KEY): PedigreeError {
  if (error instanceof PedigreeError) return error;
  if (rateLimitPause(error, 0) !== undefined) {
    return new PedigreeError("REMOTE_UNAVAILABLE", "GitHub's rate limit is reached", {
      subject,
      cause: error,
    });
  }
  if (isUnavailable(error)) {
    return new PedigreeError("REMOTE_UNAVAILABLE", "GitHub could not answer", {
      subject,
      found: describe(error),
      cause: error,
    });
  }
  if (isHttpError(error)) {
    return new PedigreeError("REMOTE_REFUSED", "GitHub refused a request", {
      subject,
      found: describe(error),
      cause: error,
      ...remedyFor(error.status, credential),
    });
  }
  return new PedigreeError("INTERNAL", "a request failed in an unforeseen way", { subject, cause: error });
}

function describe(error: unknown): string {
  if (!(error instanceof Error)) return "no error";
  const status = statusOf(error);
  const text = error.message.slice(0, 300);
  return status === undefined ? text : `${status} ${text}`;
}

function remedyFor(status: number, credential: string): { remedy?: string } {
  if (status === 401) return { remedy: `check ${credential}` };
  const isApp = credential === APP_KEY;
  if (status === 403) {
    return { remedy: `check the permissions of ${isApp ? "the App's installation" : "the token"}` };
  }
  if (status === 404) {
    const reach = isApp ? "the App is installed there" : "the token may read it";
    return { remedy: `check that it exists and that ${reach}` };
  }
  return {};
}
