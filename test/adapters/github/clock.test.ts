import { expect, it } from "vitest";
import { GitHubClock } from "../../../adapters/github/clock.ts";
import { withCode } from "../../support/with-code.ts";

it("tells the time of GitHub's newest answer in whole seconds", () => {
  const api = { newestAnswer: Date.UTC(2026, 0, 31, 12) };
  const clock = new GitHubClock(api);
  expect(clock.now()).toBe("2026-01-31T12:00:00Z");
  api.newestAnswer += 1_000;
  expect(clock.now()).toBe("2026-01-31T12:00:01Z");
});

it("tells no time before GitHub has", () => {
  expect(() => new GitHubClock({ newestAnswer: undefined }).now()).toThrow(withCode("REMOTE_INCOMPLETE"));
});
