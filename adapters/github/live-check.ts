import type { PedigreeError } from "../../core/errors.ts";
import type { LiveMark } from "../../core/live/live-mark.ts";
import type { LiveBoard, LiveConclusion, LivePage, Shown } from "../../core/ports/live.ts";
import { rateLimitPause } from "./errors.ts";
import { findOpenCheck, openCheckSchema } from "./open-check.ts";
import { type GitHubClient, remoteError, statusOf, withTimeout } from "./request.ts";

/** GitHub cuts none; it is kept readable. */
const MAX_TITLE = 250;
/** A training must not wait for its page. */
const TIMEOUT_MS = 10_000;
/** How long to leave GitHub alone when it did not answer. */
const PATIENCE_MS = 60_000;

export interface LiveCheckPlace {
  readonly client: GitHubClient;
  readonly owner: string;
  readonly repo: string;
  readonly mark: LiveMark;
  /** Whether there may be one already: of an earlier attempt of the job, or of an earlier step. */
  readonly again: boolean;
  /** Told before it is made, for whoever has to end it if this process cannot. */
  readonly onBegin?: (mark: LiveMark) => void;
}

/**
 * A training's page as a check run. A job's own check run cannot be changed by its token, so it is one beside it:
 * https://github.blog/changelog/2025-02-12-notice-of-upcoming-deprecations-and-breaking-changes-for-github-actions/
 * The token needs `checks: write`.
 */
export function createLiveCheck(place: LiveCheckPlace): LiveBoard {
  return new LiveCheck({ ...place, client: withTimeout(place.client, TIMEOUT_MS) });
}

class LiveCheck implements LiveBoard {
  readonly #place: LiveCheckPlace;
  #id: number | undefined;
  /** A request to make one was not answered: there may be one, and there may be none. */
  #uncertain: boolean;

  constructor(place: LiveCheckPlace) {
    this.#place = place;
    this.#uncertain = place.again;
  }

  async show(page: LivePage): Promise<Shown> {
    return await this.#attempt(async () => {
      this.#id ??= await this.#find();
      if (this.#id === undefined) return await this.#create(page);
      // Without a status: a page that arrives late must not open again what was closed.
      return await this.#update(this.#id, page, {});
    });
  }

  async close(page: LivePage, conclusion: LiveConclusion): Promise<Shown> {
    return await this.#attempt(async () => {
      this.#id ??= await this.#find();
      if (this.#id === undefined) return null;
      return await this.#update(this.#id, page, { status: "completed", conclusion });
    });
  }

  async #find(): Promise<number | undefined> {
    if (!this.#uncertain) return undefined;
    const found = await findOpenCheck(this.#place, this.#place.mark);
    this.#uncertain = false;
    return found?.id;
  }

  async #create(page: LivePage) {
    const { mark } = this.#place;
    this.#place.onBegin?.(mark);
    this.#uncertain = true;
    const answer = await this.#ask("POST /repos/{owner}/{repo}/check-runs", {
      name: mark.name,
      head_sha: mark.commit,
      external_id: mark.key,
      status: "in_progress",
      output: outputOf(page),
    });
    this.#uncertain = false;
    this.#id = openCheckSchema.parse(answer.data).id;
    return answer;
  }

  async #update(id: number, page: LivePage, change: Readonly<Record<string, unknown>>) {
    const parameters = { check_run_id: id, output: outputOf(page), ...change };
    return await this.#ask("PATCH /repos/{owner}/{repo}/check-runs/{check_run_id}", parameters);
  }

  async #ask(route: string, parameters: Readonly<Record<string, unknown>>) {
    const { client, owner, repo } = this.#place;
    return await client.request(route, { owner, repo, ...parameters });
  }

  async #attempt(work: () => Promise<{ readonly headers: Headers } | null>): Promise<Shown> {
    try {
      const answer = await work();
      return { kind: "shown", left: answer === null ? null : shareLeft(answer.headers) };
    } catch (cause) {
      const error = remoteError("the live view cannot be written", this.#place.repo, cause);
      return judgeTrouble(error, cause);
    }
  }
}

type Headers = Readonly<Record<string, string | number | undefined>>;

/** A limit is patience, a refusal is final, and everything else may be better in a minute. */
function judgeTrouble(error: PedigreeError, cause: unknown): Shown {
  const pause = rateLimitPause(cause, Date.now());
  if (pause !== undefined)
    return { kind: "later", milliseconds: pause, reason: "GitHub's rate limit is reached" };
  const status = statusOf(cause);
  const refused = status >= 400 && status < 500 && status !== 408;
  if (!refused) return { kind: "later", milliseconds: PATIENCE_MS, reason: error.message };
  const remedy =
    status === 403 ? "; give the job `permissions: checks: write`, or turn it off with `live: false`" : "";
  return { kind: "refused", reason: `live view: ${error.message}${remedy}` };
}

function outputOf({ title, text }: LivePage) {
  return { title: title.slice(0, MAX_TITLE), summary: text };
}

function shareLeft(headers: Headers): number | null {
  const left = Number(headers["x-ratelimit-remaining"]);
  const limit = Number(headers["x-ratelimit-limit"]);
  return limit > 0 && left >= 0 ? Math.min(1, left / limit) : null;
}
