import { Octokit } from "@octokit/rest";
import { describe, expect, it } from "vitest";
import { remoteError, statusOf, withTimeout } from "../../../adapters/github/request.ts";
import { PedigreeError } from "../../../core/errors.ts";
import { serve } from "../../support/serve.ts";
import { withCode } from "../../support/with-code.ts";

const failure = (status: number) => Object.assign(new Error("Not allowed"), { status });

describe("a client with a limit of time", () => {
  it("gives up on a server that does not answer, as unavailable", async () => {
    const server = await serve(() => undefined);
    const client = withTimeout(new Octokit({ baseUrl: server.url }), 20);
    const error = await client.request("GET /user").catch((cause: unknown) => remoteError("x", "y", cause));
    await server.close();
    expect(error).toEqual(withCode("REMOTE_UNAVAILABLE"));
  });

  it("keeps what was asked of the request", async () => {
    const seen: unknown[] = [];
    const client = withTimeout({
      request: async (_, parameters) => {
        seen.push(parameters?.request);
        return { status: 200, data: null, headers: {} };
      },
    });
    await client.request("GET /x", { request: { redirect: "manual" } });
    expect(seen).toEqual([{ redirect: "manual", signal: expect.any(AbortSignal) }]);
  });
});

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
