import { Octokit } from "@octokit/rest";
import { beforeEach, describe, expect, it } from "vitest";
import { GitHubApi } from "../../../adapters/github/api.ts";
import { statusOf } from "../../../adapters/github/errors.ts";
import { apiThat } from "../../support/fixed-answers.ts";
import { withCode } from "../../support/with-code.ts";

interface Answer {
  readonly status: number;
  readonly body?: unknown;
  readonly headers?: Record<string, string>;
}

const AT = { owner: "acme", repo: "registry" };
const OK: Answer = { status: 200, body: { object: { sha: "a".repeat(40) } } };
const silence = () => {};

describe("GitHubApi", () => {
  let now: number;
  let slept: number[];
  let requests: number;
  let answers: (Answer | Error)[];
  let api: GitHubApi;
  beforeEach(() => {
    now = 1_000_000_000;
    slept = [];
    requests = 0;
    answers = [];
    const answering: typeof fetch = async () => {
      requests += 1;
      const answer = answers.shift() ?? OK;
      if (answer instanceof Error) throw answer;
      if (typeof answer.body === "string") {
        const headers = { "content-type": "application/json; charset=utf-8" };
        return new Response(answer.body, { status: answer.status, headers });
      }
      return Response.json(answer.body ?? { message: "no" }, {
        status: answer.status,
        headers: answer.headers ?? {},
      });
    };
    const client = new Octokit({
      request: { fetch: answering },
      log: { debug: silence, info: silence, warn: silence, error: silence },
    });
    api = new GitHubApi(client, {
      now: () => now,
      sleep: async (milliseconds) => {
        slept.push(milliseconds);
        now += milliseconds;
      },
    });
  });

  const read = () => api.read("the branch", (rest) => rest.git.getRef({ ...AT, ref: "heads/main" }));
  const write = () =>
    api.write("the branch", (rest) => rest.git.updateRef({ ...AT, ref: "heads/main", sha: "b".repeat(40) }));

  it("repeats a read while GitHub is in trouble, later and later", async () => {
    answers = [{ status: 502 }, new TypeError("fetch failed"), { status: 503 }, OK];
    await read();
    expect(slept).toEqual([250, 1_000, 4_000]);
  });

  it.each(['{"object": {"sha": "aa', ""])("repeats a read whose answer broke off: %j", async (body) => {
    answers = [{ status: 200, body }, OK];
    expect(await read()).toMatchObject({ object: { sha: "a".repeat(40) } });
    answers = Array.from({ length: 4 }, () => ({ status: 200, body }));
    await expect(read()).rejects.toThrow(withCode("REMOTE_UNAVAILABLE"));
  });

  it("does not repeat a write whose answer broke off: it was performed, perhaps", async () => {
    answers = [{ status: 200, body: "{" }];
    await expect(write()).rejects.toThrow(withCode("REMOTE_UNAVAILABLE"));
    expect(requests).toBe(1);
  });

  it("takes an answer without a body for what it is", async () => {
    const api204 = apiThat(async () => new Response(null, { status: 204 }));
    await api204.write("a label", (rest) => rest.issues.deleteLabel({ ...AT, name: "x" }));
  });

  it("remembers GitHub's time in its newest answer, whatever this machine's clock says", async () => {
    expect(api.newestAnswer).toBeUndefined();
    const at = (date: string): Answer => ({ ...OK, headers: { date } });
    answers = [at("Fri, 13 Feb 2026 12:00:05 GMT"), at("Fri, 13 Feb 2026 12:00:03 GMT"), at("no date"), OK];
    for (let i = 0; i < 4; i += 1) await read();
    expect(api.newestAnswer).toBe(Date.UTC(2026, 1, 13, 12, 0, 5));
  });

  it("gives up a read after four attempts", async () => {
    answers = Array.from({ length: 9 }, () => ({ status: 500 }));
    await expect(read()).rejects.toThrow(withCode("REMOTE_UNAVAILABLE"));
    expect(requests).toBe(4);
  });

  it.each([502, 500])("never repeats a write that GitHub answered with %i", async (status) => {
    answers = [{ status }];
    await expect(write()).rejects.toThrow(withCode("REMOTE_UNAVAILABLE"));
    expect(requests).toBe(1);
  });

  it("takes a write that met another one for one to be done anew, and does not repeat it by itself", async () => {
    answers = [{ status: 409, body: { message: "Conflict" } }];
    await expect(write()).rejects.toThrow(withCode("REMOTE_UNAVAILABLE"));
    expect(requests).toBe(1);
  });

  it("takes it so for routes that a reader names, too, and a read's conflict for a refusal", async () => {
    for (const [route, code] of [
      ["PATCH /repos/{owner}/{repo}/issues/comments/{comment_id}", "REMOTE_UNAVAILABLE"],
      ["GET /repos/{owner}/{repo}/git/trees/{tree_sha}", "REMOTE_REFUSED"],
    ] as const) {
      answers = [{ status: 409, body: { message: "Conflict" } }];
      const call = api
        .asRequests()
        .request(route, { owner: "acme", repo: "registry", comment_id: 1, tree_sha: "main" });
      await expect(call).rejects.toThrow(withCode(code));
    }
  });

  it.each([403, 404, 410, 422])("never repeats what was refused with %i", async (status) => {
    for (const call of [read, write]) {
      answers = [{ status }];
      requests = 0;
      const error = await call().catch((caught: unknown) => caught);
      expect(error).toSatisfy((caught) => withCode("REMOTE_REFUSED").asymmetricMatch(caught));
      expect(statusOf(error)).toBe(status);
      expect(requests).toBe(1);
    }
  });

  it("waits as long as retry-after says, also before a write: GitHub did not perform it", async () => {
    answers = [
      { status: 403, body: { message: "secondary rate limit" }, headers: { "retry-after": "7" } },
      OK,
    ];
    await write();
    expect(slept).toEqual([7_000]);
  });

  it("pauses everybody who shares it, without asking GitHub again", async () => {
    answers = [{ status: 429, headers: { "retry-after": "60" } }];
    await expect(read()).rejects.toThrow(withCode("REMOTE_UNAVAILABLE"));
    await expect(read()).rejects.toThrow(withCode("REMOTE_UNAVAILABLE"));
    expect(requests).toBe(1);
    now += 60_000;
    await read();
    expect(requests).toBe(2);
  });

  it("takes a minute for granted where a secondary limit names no time", async () => {
    answers = [{ status: 403, body: { message: "You have exceeded a secondary rate limit" } }];
    await expect(read()).rejects.toThrow(withCode("REMOTE_UNAVAILABLE"));
    now += 55_000;
    await read();
    expect(slept).toEqual([5_000]);
  });

  it("waits for the reset of the primary limit", async () => {
    const reset = String(now / 1_000 + 3);
    const headers = { "x-ratelimit-remaining": "0", "x-ratelimit-reset": reset };
    answers = [{ status: 403, headers }, OK];
    await read();
    expect(slept).toEqual([3_000]);
  });

  it("does not take a missing permission for a rate limit", async () => {
    const body = { message: "Resource not accessible by integration" };
    answers = [{ status: 403, body, headers: { "x-ratelimit-remaining": "4000" } }];
    await expect(read()).rejects.toThrow(withCode("REMOTE_REFUSED"));
  });

  it("reads pages until one is not full, or the limit is reached", async () => {
    const page = (count: number): Answer => ({
      status: 200,
      body: Array.from({ length: count }, (_, id) => ({ id })),
    });
    const list = (limit: number) =>
      api.list("labels", limit, (rest, numbers) => rest.issues.listLabelsForRepo({ ...AT, ...numbers }));
    for (const [pages, limit, expected] of [
      [[99], 1_000, { items: 99, complete: true, requests: 1 }],
      [[100, 0], 1_000, { items: 100, complete: true, requests: 2 }],
      [[100, 1], 1_000, { items: 101, complete: true, requests: 2 }],
      [[100, 100, 100], 200, { items: 200, complete: false, requests: 2 }],
    ] as const) {
      answers = pages.map(page);
      requests = 0;
      const { items, complete } = await list(limit);
      expect({ items: items.length, complete, requests }).toEqual(expected);
    }
  });

  it("names what was asked for, and no token", async () => {
    answers = [{ status: 404, body: { message: "Not Found" } }];
    const error = await read().catch((caught: unknown) => caught);
    expect(error).toHaveProperty("message", expect.stringMatching(/the branch: found 404 Not Found/));
  });
});
