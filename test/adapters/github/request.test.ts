import { describe, expect, it } from "vitest";
import { remoteError, statusOf } from "../../../adapters/github/request.ts";
import { PedigreeError } from "../../../core/errors.ts";

const failure = (status: number) => Object.assign(new Error("Not allowed"), { status });

describe("errors of GitHub", () => {
  it.each([
    [403, "REMOTE_REFUSED"],
    [404, "REMOTE_REFUSED"],
    [500, "REMOTE_UNAVAILABLE"],
  ] as const)("%i is %s", (status, code) => {
    const error = remoteError("list cannot be read", "acme/churn", failure(status));
    expect(error.code).toBe(code);
    expect(error.message).toContain(String(status));
    expect(error.cause).toBeInstanceOf(Error);
  });

  it("are unavailable when no answer came", () => {
    expect(remoteError("x", "y", new TypeError("fetch failed")).code).toBe("REMOTE_UNAVAILABLE");
    expect(remoteError("x", "y", "text").code).toBe("REMOTE_UNAVAILABLE");
    expect(statusOf(undefined)).toBe(0);
  });

  it("stay what they are when they are ours already", () => {
    const own = new PedigreeError("ARTIFACT_INVALID", "bad");
    expect(remoteError("x", "y", own)).toBe(own);
  });
});
