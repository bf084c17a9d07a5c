import type { Octokit } from "@octokit/rest";
import { PedigreeError } from "../../core/errors.ts";
import { isUnavailable, rateLimitPause, requireWhole, statusOf, translateError } from "./errors.ts";
import type { GitHubClient as RequestClient } from "./request.ts";

/** What the adapters need of an Octokit; Probot's has it, too. */
export type GitHubClient = Pick<Octokit, "rest" | "request">;
type Rest = GitHubClient["rest"];

export interface GitHubApiOptions {
  /** What the client asks with, in words; the App's key where it is not said. */
  readonly credential?: string;
  /** Milliseconds since 1970; given by tests. */
  readonly now?: () => number;
  readonly sleep?: (milliseconds: number) => Promise<void>;
}

/** The longest pause that a request waits for by itself; a longer one fails it, and the inbox tries again. */
const MAX_WAIT_MS = 10_000;
const READ_ATTEMPTS = 4;
export const PER_PAGE = 100;

/** For writes that must reach GitHub at most once: Probot's retry plugin would repeat a 409 with stale content. */
export const ONCE = { retries: 0 } as const;

/** A list as far as it was read; `complete` is false when there was more than the limit. */
export interface Listing<T> {
  readonly items: readonly T[];
  readonly complete: boolean;
}

/** An answer with the mark by which GitHub tells whether it would be the same today; undefined where it gave none. */
export interface Tagged<T> {
  readonly data: T;
  readonly etag: string | undefined;
}

/**
 * Octokit with the manners of one installation: reads are tried again with growing delay, writes only when GitHub
 * certainly did not perform them (rate limits), a rate limit pauses everybody who shares this object, and every
 * error is one of Pedigree's. `subject` names what is asked for, in words.
 */
export class GitHubApi {
  readonly #rest: Rest;
  readonly #request: GitHubClient["request"];
  readonly #credential: string | undefined;
  readonly #now: () => number;
  readonly #sleep: (milliseconds: number) => Promise<void>;
  #pausedUntil = 0;
  #newestAnswer: number | undefined;

  constructor(client: GitHubClient, options: GitHubApiOptions = {}) {
    this.#rest = client.rest;
    this.#request = client.request;
    this.#credential = options.credential;
    this.#now = options.now ?? Date.now;
    this.#sleep =
      options.sleep ?? ((milliseconds) => new Promise((resolve) => setTimeout(resolve, milliseconds)));
  }

  /** GitHub's own time in its newest answer, in milliseconds since 1970; undefined before the first. */
  get newestAnswer(): number | undefined {
    return this.#newestAnswer;
  }

  async read<T>(subject: string, call: (rest: Rest) => Promise<{ data: T }>): Promise<T> {
    return (await this.#attempt(subject, call, "read")).data;
  }

  async write<T>(subject: string, call: (rest: Rest) => Promise<{ data: T }>): Promise<T> {
    return (await this.#attempt(subject, call, "write")).data;
  }

  /**
   * A read that GitHub answers with 304 while nothing has changed since `known`: such an answer costs nothing of the
   * rate limit. The headers belong into the request.
   */
  async readIfChanged<T>(
    subject: string,
    call: (
      rest: Rest,
      headers: Record<string, string>,
    ) => Promise<{ data: T; headers: { etag?: string | undefined } }>,
    known: Tagged<T> | undefined,
  ): Promise<Tagged<T>> {
    const condition: Record<string, string> =
      known?.etag === undefined ? {} : { "if-none-match": known.etag };
    try {
      const { data, headers } = await this.#attempt(subject, (rest) => call(rest, condition), "read");
      return { data, etag: headers.etag };
    } catch (error) {
      if (known !== undefined && statusOf(error) === 304) return known;
      throw error;
    }
  }

  /** The whole response, for headers and redirects. */
  async response<R>(subject: string, call: (rest: Rest) => Promise<R>): Promise<R> {
    return await this.#attempt(subject, call, "read");
  }

  /** The same manners for readers that name their routes themselves. */
  asRequests(): RequestClient {
    const manner = (route: string) => (route.startsWith("GET ") ? "read" : "write");
    return {
      request: (route, parameters) =>
        this.#attempt(route, () => this.#request(route, parameters), manner(route)),
    };
  }

  /** Pages of 100 until one is not full, or more than `limit` items were seen. A page keeps its status and headers. */
  async list<T>(
    subject: string,
    limit: number,
    page: (rest: Rest, page: { page: number; per_page: number }) => Promise<{ data: readonly T[] }>,
  ): Promise<Listing<T>> {
    const items: T[] = [];
    for (let number = 1; ; number += 1) {
      const data = await this.read(subject, (rest) => page(rest, { page: number, per_page: PER_PAGE }));
      items.push(...data);
      if (data.length < PER_PAGE) return { items, complete: true };
      if (items.length >= limit) return { items, complete: false };
    }
  }

  /**
   * A write that met another writer (409) is unavailable: what it was made from has to be read again, and not it alone
   * repeated. A read's 409 (an empty repository) is an answer.
   */
  async #attempt<R>(subject: string, call: (rest: Rest) => Promise<R>, manner: "read" | "write"): Promise<R> {
    const attempts = manner === "read" ? READ_ATTEMPTS : 1;
    for (let attempt = 1; ; attempt += 1) {
      await this.#awaitPause(subject);
      try {
        const answer = await call(this.#rest);
        requireWhole(answer);
        this.#newestAnswer = Math.max(this.#newestAnswer ?? 0, dateOf(answer)) || undefined;
        return answer;
      } catch (error) {
        const pause = rateLimitPause(error, this.#now());
        if (pause !== undefined) this.#pausedUntil = Math.max(this.#pausedUntil, this.#now() + pause);
        const repeat = pause !== undefined || (isUnavailable(error) && attempt < attempts);
        if (!repeat || attempt >= READ_ATTEMPTS) {
          throw manner === "write" && statusOf(error) === 409
            ? metAnother(subject, error)
            : translateError(subject, error, this.#credential);
        }
        if (pause === undefined) await this.#sleep(250 * 4 ** (attempt - 1));
      }
    }
  }

  async #awaitPause(subject: string): Promise<void> {
    const wait = this.#pausedUntil - this.#now();
    if (wait <= 0) return;
    if (wait > MAX_WAIT_MS) {
      throw new PedigreeError("REMOTE_UNAVAILABLE", "GitHub's rate limit is reached", {
        subject,
        remedy: `it is tried again in ${Math.ceil(wait / 1_000)} s or later`,
      });
    }
    await this.#sleep(wait);
  }
}

function metAnother(subject: string, cause: unknown): PedigreeError {
  return new PedigreeError("REMOTE_UNAVAILABLE", "a request met another change", { subject, cause });
}

/** The `Date` header of a response, in milliseconds since 1970; 0 where there is none. */
function dateOf(answer: unknown): number {
  if (typeof answer !== "object" || answer === null || !("headers" in answer)) return 0;
  const { headers } = answer;
  const date =
    typeof headers === "object" && headers !== null && "date" in headers ? headers.date : undefined;
  return typeof date === "string" ? Date.parse(date) || 0 : 0;
}

/** `owner/name` as the two parameters that GitHub's routes take. */
export function ownerAndRepo(fullName: string): { owner: string; repo: string } {
  const [owner = "", repo = ""] = fullName.split("/");
  return { owner, repo };
}
