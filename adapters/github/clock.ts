import { PedigreeError } from "../../core/errors.ts";
import type { LocalTime } from "../../core/policy/freeze-window.ts";
import type { Clock } from "../../core/ports/clock.ts";
import { localTime } from "../local-time.ts";
import type { GitHubApi } from "./api.ts";

/**
 * GitHub's time, as its newest answer told it. The moments that a policy compares it with (of reviews, checks, landings)
 * are GitHub's as well, so a machine whose clock is wrong cannot end a waiting time early.
 */
export class GitHubClock implements Clock {
  readonly #api: Pick<GitHubApi, "newestAnswer">;

  constructor(api: Pick<GitHubApi, "newestAnswer">) {
    this.#api = api;
  }

  /** Raises REMOTE_INCOMPLETE before GitHub has told the time. */
  now(): string {
    const { newestAnswer } = this.#api;
    if (newestAnswer === undefined) {
      throw new PedigreeError("REMOTE_INCOMPLETE", "GitHub has not told the time yet");
    }
    return `${new Date(newestAnswer).toISOString().slice(0, 19)}Z`;
  }

  local(instant: string, zone: string): LocalTime | undefined {
    return localTime(instant, zone);
  }
}
