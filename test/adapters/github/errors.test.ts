import { describe, expect, it } from "vitest";
import { isUnavailable, rateLimitPause, statusOf, translateError } from "../../../adapters/github/errors.ts";
import { PedigreeError } from "../../../core/errors.ts";

/** An error of Octokit's form; without headers GitHub never answered. */
function httpError(status: number, message = "no", headers?: Readonly<Record<string, string>>): Error {
  const response = headers === undefined ? {} : { response: { headers } };
  return Object.assign(new Error(message), { name: "HttpError", status, ...response });
}

describe("an error of GitHub", () => {
  it.each([
    [404, "REMOTE_REFUSED"],
    [403, "REMOTE_REFUSED"],
    [422, "REMOTE_REFUSED"],
    [429, "REMOTE_UNAVAILABLE"],
    [500, "REMOTE_UNAVAILABLE"],
    [503, "REMOTE_UNAVAILABLE"],
  ])("%i is %s, with what was asked for and the status", (status, code) => {
    const error = translateError("the branch main", httpError(status, "no", {}));
    expect(error).toMatchObject({ code, details: { subject: "the branch main" } });
    expect(statusOf(error)).toBe(status);
  });

  it("without an answer has no status, and may work a moment later", () => {
    const error = httpError(500, "socket hang up");
    expect(statusOf(error)).toBeUndefined();
    expect(isUnavailable(error)).toBe(true);
    expect(translateError("x", error).code).toBe("REMOTE_UNAVAILABLE");
  });

  it("is translated once, and a defect of ours is no answer of GitHub", () => {
    const known = new PedigreeError("REMOTE_INCOMPLETE", "cut");
    expect(translateError("x", known)).toBe(known);
    expect(translateError("x", new TypeError("undefined is not a function")).code).toBe("INTERNAL");
  });

  it("is told without its whole length", () => {
    expect(translateError("x", httpError(422, "y".repeat(5_000), {})).message.length).toBeLessThan(500);
  });
});

describe("the pause that GitHub asks for", () => {
  const NOW = 1_000_000;
  it.each([
    ["in seconds", httpError(403, "no", { "retry-after": "7" }), 7_000],
    ["never a negative one", httpError(429, "no", { "retry-after": "-7" }), 0],
    ["a minute where a header is no number", httpError(429, "no", { "retry-after": "soon" }), 60_000],
    [
      "a minute for a secondary limit",
      httpError(403, "You have exceeded a secondary rate limit", {}),
      60_000,
    ],
    [
      "none for a missing permission",
      httpError(403, "Resource not accessible by integration", {}),
      undefined,
    ],
    ["none for another refusal", httpError(404, "secondary rate limit", { "retry-after": "7" }), undefined],
    ["none for an error of another kind", new Error("secondary rate limit"), undefined],
    [
      "until the reset",
      httpError(403, "no", { "x-ratelimit-remaining": "0", "x-ratelimit-reset": "1004" }),
      4_000,
    ],
    [
      "at least a second, where the reset is past",
      httpError(403, "no", { "x-ratelimit-remaining": "0", "x-ratelimit-reset": "1" }),
      1_000,
    ],
  ])("is %s", (_, error, expected) => {
    expect(rateLimitPause(error, NOW)).toBe(expected);
  });
});
